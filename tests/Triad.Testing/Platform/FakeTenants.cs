using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Triad.V1;

namespace Triad.Testing.Platform;

/// <summary>TenantService of the fake platform.</summary>
internal sealed class FakeTenants(PlatformScript script) : TenantService.TenantServiceBase
{
    public override Task<Tenant> CreateTenant(CreateTenantRequest request, ServerCallContext context)
    {
        script.TenantRequestIds.Enqueue(request.RequestId);
        var tenant = request.Tenant.Clone();
        tenant.State = TenantState.Active;
        tenant.Space = "triad-mini@0123456789abcdef";
        if (!script.Tenants.TryAdd(tenant.Id, tenant))
            throw Refusal.Of(StatusCode.AlreadyExists, "TENANT_EXISTS", $"tenant.id '{tenant.Id}' is taken.", "tenant.id", tenant.Id, "Choose another id.");
        return Task.FromResult(tenant);
    }

    public override Task<Tenant> GetTenant(GetTenantRequest request, ServerCallContext context) =>
        Task.FromResult(script.Tenants.TryGetValue(request.TenantId, out var tenant)
            ? tenant
            : throw Refusal.Of(StatusCode.NotFound, "TENANT_NOT_FOUND", "There is no such tenant.", "tenant_id", request.TenantId));

    public override Task<ListTenantsResponse> ListTenants(ListTenantsRequest request, ServerCallContext context)
    {
        var (items, next) = script.Page(script.Tenants.Values.OrderBy(tenant => tenant.Id, StringComparer.Ordinal), request.PageToken);
        return Task.FromResult(new ListTenantsResponse { Tenants = { items }, NextPageToken = next });
    }

    public override Task<CreateApiKeyResponse> CreateApiKey(CreateApiKeyRequest request, ServerCallContext context)
    {
        var key = new ApiKey { Id = $"key{script.Keys.Count}", TenantId = request.TenantId, DisplayName = request.DisplayName };
        key.Scopes.Add(request.Scopes);
        script.Keys[key.Id] = key;
        return Task.FromResult(new CreateApiKeyResponse { ApiKey = key, Key = $"tk_{key.Id}_secret" });
    }

    public override Task<ListApiKeysResponse> ListApiKeys(ListApiKeysRequest request, ServerCallContext context)
    {
        var mine = script.Keys.Values.Where(key => key.TenantId == request.TenantId).OrderBy(key => key.Id, StringComparer.Ordinal);
        var (items, next) = script.Page(mine, request.PageToken);
        return Task.FromResult(new ListApiKeysResponse { ApiKeys = { items }, NextPageToken = next });
    }

    public override Task<Empty> RevokeApiKey(RevokeApiKeyRequest request, ServerCallContext context) =>
        script.Keys.TryRemove(request.KeyId, out _)
            ? Task.FromResult(new Empty())
            : throw Refusal.Of(StatusCode.NotFound, "KEY_NOT_FOUND", "There is no such key.", "key_id", request.KeyId);
}
