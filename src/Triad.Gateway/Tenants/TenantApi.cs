using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Triad.Core.Identity;
using Triad.Gateway.Calls;
using Triad.Gateway.Erasure;
using Triad.Gateway.Errors;
using Triad.Gateway.Plans;
using Triad.Gateway.Requests;
using Triad.Gateway.Tokens;
using Triad.Gateway.Usage;
using Triad.Gateway.Values;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tenants;

/// <summary>TenantService: tenants; keys are the business of <see cref="ApiKeyDesk"/>.</summary>
internal sealed class TenantApi(
    IGrainFactory grains,
    TenantDirectory directory,
    ApiKeyDesk keys,
    ModelChangeDesk models,
    TenantErasureDesk erasures,
    UsageDesk usage,
    PageTokens tokens,
    IOptions<GatewayOptions> options) : V1.TenantService.TenantServiceBase
{
    private const int MaxRequestId = 64;
    private const int MaxReason = 500;

    /// <inheritdoc/>
    public override async Task<V1.Tenant> CreateTenant(V1.CreateTenantRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var wanted = request.Tenant ?? new V1.Tenant();
        var id = violations.Take(TenantId.Parse(wanted.Id, "tenant.id"));
        violations.CheckLength("tenant.display_name", wanted.DisplayName, TenantUpdateReader.MaxName);
        violations.CheckLength("tenant.plan", wanted.Plan, TenantUpdateReader.MaxPlan);
        violations.CheckLength("request_id", request.RequestId, MaxRequestId);
        var retention = RetentionMapping.ToCore(wanted.Retention, "tenant.retention", violations);
        var quotas = QuotaMapping.ToQuotas(wanted.Quotas, "tenant.quotas", violations);
        var packages = PlanMapping.ToPackages(wanted.AllowedPackages, "tenant.allowed_packages", violations);
        var weight = TenantMapping.ToWeight(wanted, violations);
        violations.ThrowIfAny();

        var package = wanted.ModelPackage.Length > 0 ? wanted.ModelPackage : options.Value.DefaultModelPackage;
        var order = new CreateTenant(request.RequestId, wanted.DisplayName, wanted.Plan, package, quotas)
        {
            Weight = weight,
            AllowedPackages = packages,
            Retention = retention,
        };
        var reply = await grains.Tenant(id).CreateAsync(order, context.CancellationToken);
        return await ToldAsync(reply.OrThrow(), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<V1.Tenant> GetTenant(V1.GetTenantRequest request, ServerCallContext context)
    {
        var id = Caller.Of(context).TenantFor(request.TenantId).OrThrow();
        var reply = await grains.Tenant(id).GetAsync(context.CancellationToken);
        return await ToldAsync(reply.OrThrow(), context.CancellationToken);
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
        response.Tenants.AddRange(await Task.WhenAll(tenants.Select(tenant => ToldAsync(tenant, context.CancellationToken))));
        return response;
    }

    /// <summary>A tenant with where it is: its grain is in memory since it told what it is.</summary>
    private async Task<V1.Tenant> ToldAsync(TenantSnapshot tenant, CancellationToken cancellationToken)
    {
        var wire = TenantMapping.ToWire(tenant);
        wire.Residency = TenantMapping.ToWire(await grains.Tenant(tenant.TenantId).ResidencyAsync(cancellationToken));
        return wire;
    }

    /// <inheritdoc/>
    public override Task<V1.ModelChange> SetModel(V1.SetModelRequest request, ServerCallContext context) =>
        models.SetAsync(request, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<V1.ModelChange> GetModelChange(V1.GetModelChangeRequest request, ServerCallContext context) =>
        models.AskAsync(request.TenantId, change => change.StatusAsync(context.CancellationToken));

    /// <inheritdoc/>
    public override Task<V1.ModelChange> CutOverModel(V1.CutOverModelRequest request, ServerCallContext context) =>
        models.AskAsync(request.TenantId, change => change.CutOverAsync(request.Force, context.CancellationToken));

    /// <inheritdoc/>
    public override Task<V1.ModelChange> RollBackModel(V1.RollBackModelRequest request, ServerCallContext context) =>
        models.AskAsync(request.TenantId, change => change.RollBackAsync(request.Force, context.CancellationToken));

    /// <inheritdoc/>
    public override Task<V1.ModelChange> CancelModelChange(V1.CancelModelChangeRequest request, ServerCallContext context) =>
        models.AskAsync(request.TenantId, change => change.CancelAsync(context.CancellationToken));

    /// <inheritdoc/>
    public override Task<V1.ModelChange> FinishModelChange(V1.FinishModelChangeRequest request, ServerCallContext context) =>
        models.AskAsync(request.TenantId, change => change.FinishAsync(context.CancellationToken));

    /// <inheritdoc/>
    public override Task<V1.Usage> GetUsage(V1.GetUsageRequest request, ServerCallContext context) =>
        usage.GetAsync(request, Caller.Of(context), context.CancellationToken);

    public override async Task<V1.Tenant> UpdateTenant(V1.UpdateTenantRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var caller = Caller.Of(context);
        var id = violations.Take(caller.TenantFor(request.Tenant?.Id ?? "", "tenant.id"));
        var update = TenantUpdateReader.Read(request, caller, violations);
        violations.ThrowIfAny();
        var updated = (await grains.Tenant(id).UpdateAsync(update, context.CancellationToken)).OrThrow();
        await ResidencyMove.RunAsync(grains, request, updated, context.CancellationToken);
        return await ToldAsync((await grains.Tenant(id).GetAsync(context.CancellationToken)).OrThrow(), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<V1.Tenant> SuspendTenant(V1.SuspendTenantRequest request, ServerCallContext context)
    {
        var violations = new Violations();
        var id = violations.Take(TenantId.Parse(request.TenantId));
        violations.CheckLength("reason", request.Reason, MaxReason);
        violations.ThrowIfAny();
        return await ToldAsync((await grains.Tenant(id).SuspendAsync(request.Reason, context.CancellationToken)).OrThrow(), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<V1.Tenant> ResumeTenant(V1.ResumeTenantRequest request, ServerCallContext context)
    {
        var id = TenantId.Parse(request.TenantId).OrThrow();
        return await ToldAsync((await grains.Tenant(id).ResumeAsync(context.CancellationToken)).OrThrow(), context.CancellationToken);
    }

    /// <inheritdoc/>
    public override Task DeleteTenant(
        V1.DeleteTenantRequest request, IServerStreamWriter<V1.DeleteTenantProgress> responseStream, ServerCallContext context) =>
        erasures.FollowAsync(
            TenantId.Parse(request.TenantId).OrThrow(), Caller.Of(context).Who, responseStream, context.CancellationToken);

    /// <inheritdoc/>
    public override Task<V1.CreateApiKeyResponse> CreateApiKey(V1.CreateApiKeyRequest request, ServerCallContext context) =>
        keys.CreateAsync(request, Caller.Of(context), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<V1.ListApiKeysResponse> ListApiKeys(V1.ListApiKeysRequest request, ServerCallContext context) =>
        keys.ListAsync(request, Caller.Of(context), context.CancellationToken);

    /// <inheritdoc/>
    public override Task<V1.CreateApiKeyResponse> RotateApiKey(V1.RotateApiKeyRequest request, ServerCallContext context) =>
        keys.RotateAsync(request, Caller.Of(context), context.CancellationToken);

    /// <inheritdoc/>
    public override async Task<Empty> RevokeApiKey(V1.RevokeApiKeyRequest request, ServerCallContext context)
    {
        await keys.RevokeAsync(request, Caller.Of(context), context.CancellationToken);
        return new Empty();
    }
}
