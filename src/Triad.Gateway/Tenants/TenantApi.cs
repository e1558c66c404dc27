using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Core.Identity;
using Triad.Gateway.Errors;
using Triad.Gateway.Requests;
using Triad.Gateway.Tokens;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>TenantService: tenants; keys are the business of <see cref="ApiKeyDesk"/>.</summary>
internal sealed class TenantApi(
    IGrainFactory grains,
    TenantDirectory directory,
    ApiKeyDesk keys,
    PageTokens tokens,
    IOptions<GatewayOptions> options) : V1.TenantService.TenantServiceBase
{
    private const int MaxName = 200;
    private const int MaxPlan = 64;
    private const int MaxRequestId = 64;

    /// <inheritdoc/>
    public override async Task<V1.Tenant> CreateTenant(V1.CreateTenantRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var wanted = request.Tenant ?? new V1.Tenant();
        var id = violations.Take(TenantId.Parse(wanted.Id, "tenant.id"));
        violations.CheckLength("tenant.display_name", wanted.DisplayName, MaxName);
        violations.CheckLength("tenant.plan", wanted.Plan, MaxPlan);
        violations.CheckLength("request_id", request.RequestId, MaxRequestId);
        if (wanted.Retention is not null)
            violations.NotImplemented("tenant.retention", wanted.Retention.Seconds);
        var quotas = TenantMapping.ToQuotas(wanted.Quotas, violations);
        violations.ThrowIfAny();

        var package = wanted.ModelPackage.Length > 0 ? wanted.ModelPackage : options.Value.DefaultModelPackage;
        var order = new CreateTenant(request.RequestId, wanted.DisplayName, wanted.Plan, package, quotas);
        var reply = await grains.Tenant(id).CreateAsync(order, context.CancellationToken);
        return TenantMapping.ToWire(reply.OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.Tenant> GetTenant(V1.GetTenantRequest request, ServerCallContext context)
    {
        var id = TenantId.Parse(request.TenantId).OrThrow();
        var reply = await grains.Tenant(id).GetAsync(context.CancellationToken);
        return TenantMapping.ToWire(reply.OrThrow());
    }

    /// <inheritdoc/>
    public override async Task<V1.ListTenantsResponse> ListTenants(V1.ListTenantsRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var list = new V1.ListTenantsRequest();
        var size = PageSize.Read(request.PageSize, options.Value.Limits, violations);
        var cursor = violations.Take(tokens.Read<IdCursor>(TokenPurpose.TenantPage, null, list, request.PageToken, "page_token"));
        violations.ThrowIfAny();

        var (tenants, last) = await directory.ListAsync(cursor is null ? null : TenantId.From(cursor.After), size, context.CancellationToken);
        var response = new V1.ListTenantsResponse
        {
            NextPageToken = last is { } id ? tokens.Make(TokenPurpose.TenantPage, null, list, new IdCursor(id.Value)) : "",
        };
        response.Tenants.AddRange(tenants.Select(TenantMapping.ToWire));
        return response;
    }

    /// <inheritdoc/>
    public override Task<V1.CreateApiKeyResponse> CreateApiKey(V1.CreateApiKeyRequest request, ServerCallContext context) =>
        keys.CreateAsync(request, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<V1.ListApiKeysResponse> ListApiKeys(V1.ListApiKeysRequest request, ServerCallContext context) =>
        keys.ListAsync(request, context.CancellationToken);

    /// <inheritdoc/>
    public override async Task<Empty> RevokeApiKey(V1.RevokeApiKeyRequest request, ServerCallContext context)
    {
        await keys.RevokeAsync(request, context.CancellationToken);
        return new Empty();
    }
}
