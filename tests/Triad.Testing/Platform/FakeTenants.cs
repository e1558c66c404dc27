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

    public override async Task<Tenant> UpdateTenant(UpdateTenantRequest request, ServerCallContext context)
    {
        var tenant = await GetTenant(new GetTenantRequest { TenantId = request.Tenant.Id }, context);
        request.UpdateMask.Merge(request.Tenant, tenant);
        tenant.OffloadedBytes = tenant.Residency == TenantResidency.Offloaded ? 3 << 20 : 0;
        return tenant;
    }

    public override Task<V1.Usage> GetUsage(GetUsageRequest request, ServerCallContext context)
    {
        script.UsageRequests.Enqueue(request);
        var (items, next) = script.Page(script.Used, request.PageToken);
        return Task.FromResult(new V1.Usage { TenantId = request.TenantId, Videos = 3, StoredBytes = 4096, QueriesToday = 7, Amounts = { items }, NextPageToken = next });
    }

    public override Task<ModelChange> SetModel(SetModelRequest request, ServerCallContext context)
    {
        script.Change = new ModelChange
        {
            TenantId = request.TenantId,
            State = ModelChangeState.Shadow,
            LivePackage = "triad-mini",
            LiveSpace = FakeSearch.Space,
            OtherPackage = request.ModelPackage,
            OtherSpace = $"{request.ModelPackage}@fedcba9876543210",
            Videos = script.Videos.Count,
            VideosWaiting = script.Videos.Count,
        };
        return Task.FromResult(script.Change);
    }

    public override Task<ModelChange> GetModelChange(GetModelChangeRequest request, ServerCallContext context)
    {
        // Something is done between any two looks.
        if (script.Change.VideosWaiting > 0)
            (script.Change.VideosWaiting, script.Change.VideosDone) = (script.Change.VideosWaiting - 1, script.Change.VideosDone + 1);
        return Task.FromResult(script.Change);
    }

    public override Task<ModelChange> CutOverModel(CutOverModelRequest request, ServerCallContext context)
    {
        if (script.Change.VideosWaiting > 0 && !request.Force)
            throw Refusal.Of(StatusCode.FailedPrecondition, "MODEL_CHANGE_CONFLICT", "It does not have 1 videos.", "model_package", script.Change.OtherPackage, "Wait.");
        return Task.FromResult(Swap(ModelChangeState.CutOver));
    }

    public override Task<ModelChange> RollBackModel(RollBackModelRequest request, ServerCallContext context) =>
        Task.FromResult(Swap(ModelChangeState.Shadow));

    public override Task<ModelChange> CancelModelChange(CancelModelChangeRequest request, ServerCallContext context) => Task.FromResult(End());

    public override Task<ModelChange> FinishModelChange(FinishModelChangeRequest request, ServerCallContext context) => Task.FromResult(End());

    private ModelChange Swap(ModelChangeState state)
    {
        var change = script.Change;
        (change.LivePackage, change.OtherPackage) = (change.OtherPackage, change.LivePackage);
        (change.LiveSpace, change.OtherSpace) = (change.OtherSpace, change.LiveSpace);
        change.State = state;
        return change;
    }

    private ModelChange End()
    {
        script.Change = new ModelChange { TenantId = script.Change.TenantId, State = ModelChangeState.None, LivePackage = script.Change.LivePackage };
        return script.Change;
    }

    public override async Task DeleteTenant(
        DeleteTenantRequest request, IServerStreamWriter<DeleteTenantProgress> responseStream, ServerCallContext context)
    {
        var isFirst = script.CountOf("DeleteTenant") == 1;
        await responseStream.WriteAsync(new DeleteTenantProgress { ProgressPercent = isFirst ? 10 : 50, Activity = "erasing vectors" });
        if (isFirst)
            throw Refusal.Of(StatusCode.Unavailable, "UNAVAILABLE", "The gateway stops.");
        await responseStream.WriteAsync(
            new DeleteTenantProgress { ProgressPercent = 100, Activity = "erased", Receipt = FakeReceipts.Of(request.TenantId, "", script.ReceiptJws) });
    }

    public override Task<CreateApiKeyResponse> CreateApiKey(CreateApiKeyRequest request, ServerCallContext context)
    {
        var key = new ApiKey { Id = $"key{script.Keys.Count}", TenantId = request.TenantId, DisplayName = request.DisplayName };
        key.Scopes.Add(request.Scopes);
        key.Networks.Add(request.Networks);
        (key.Filter, key.ExpireTime) = (request.Filter, request.ExpireTime);
        script.Keys[key.Id] = key;
        return Task.FromResult(new CreateApiKeyResponse { ApiKey = key, Key = $"tk_{key.Id}_secret" });
    }

    public override Task<ListApiKeysResponse> ListApiKeys(ListApiKeysRequest request, ServerCallContext context)
    {
        var mine = script.Keys.Values.Where(key => key.TenantId == request.TenantId).OrderBy(key => key.Id, StringComparer.Ordinal);
        var (items, next) = script.Page(mine, request.PageToken);
        return Task.FromResult(new ListApiKeysResponse { ApiKeys = { items }, NextPageToken = next });
    }

    public override Task<CreateApiKeyResponse> RotateApiKey(RotateApiKeyRequest request, ServerCallContext context)
    {
        if (!script.Keys.TryGetValue(request.KeyId, out var key))
            throw Refusal.Of(StatusCode.NotFound, "KEY_NOT_FOUND", "There is no such key.", "key_id", request.KeyId);
        var rotated = key.Clone();
        rotated.RotationEndTime = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch + (request.Overlap?.ToTimeSpan() ?? TimeSpan.FromDays(1)));
        script.Keys[key.Id] = rotated;
        return Task.FromResult(new CreateApiKeyResponse { ApiKey = rotated, Key = $"tk_{key.Id}_another" });
    }

    public override Task<Empty> RevokeApiKey(RevokeApiKeyRequest request, ServerCallContext context) =>
        script.Keys.TryRemove(request.KeyId, out _)
            ? Task.FromResult(new Empty())
            : throw Refusal.Of(StatusCode.NotFound, "KEY_NOT_FOUND", "There is no such key.", "key_id", request.KeyId);
}
