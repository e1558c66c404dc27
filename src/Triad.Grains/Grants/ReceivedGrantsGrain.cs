using System.Collections.Immutable;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.State;

namespace Triad.Grains.Grants;

/// <inheritdoc cref="IReceivedGrantsGrain"/>
internal sealed class ReceivedGrantsGrain(
    [PersistentState("received-grants", GrainStorageNames.Grains)] IPersistentState<ReceivedGrantsState> store, IGrainFactory grains, TimeProvider time)
    : Grain, IReceivedGrantsGrain
{
    private DurableState<ReceivedGrantsState> _state = null!;

    private TenantId Id { get; set; }

    private ImmutableArray<ReceivedGrantState> Grants => _state.Current.Grants;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Id = TenantKey.Parse(this.GetPrimaryKeyString());
        _state = new DurableState<ReceivedGrantsState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result> NoteAsync(ReceivedGrant grant, ImmutableArray<string> kept, CancellationToken cancellationToken)
    {
        if (Grants.Any(known => known.Id == grant.GrantId && known.Grantor == grant.Grantor.Value))
            return Result.Ok;

        // Asked here too: what waits behind an erasure of the tenant leaves nothing in it.
        var tenant = await grains.Tenant(Id).GetAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error with { Field = "grantee_tenant_id" };
        if (tenant.Value.Status != TenantStatus.Active)
            return Error.Of(ErrorReason.TenantSuspended, "grantee_tenant_id", Id, "is suspended or being erased", "Grant when both tenants are active.");
        var now = time.GetUtcNow();
        ImmutableArray<ReceivedGrantState> rest = [.. Grants.Where(known => known.Grantor != grant.Grantor.Value || kept.Contains(known.Id))];
        if (rest.Length >= GrantRules.MaxReceived)
            rest = [.. rest.Where(known => !known.IsGone && known.ExpiresAt > now)];
        if (rest.Length >= GrantRules.MaxReceived)
            return GrantRules.TooMany("grantee_tenant_id", Id, $"has received {GrantRules.MaxReceived} grants");
        var next = new ReceivedGrantState { Id = grant.GrantId, Grantor = grant.Grantor.Value, CreatedAt = grant.CreatedAt, ExpiresAt = grant.ExpiresAt };
        await _state.WriteAsync(new ReceivedGrantsState { Grants = rest.Add(next) }, cancellationToken);
        return Result.Ok;
    }

    public Task<Result<ImmutableArray<ReceivedGrant>>> FindAsync(ImmutableArray<string> grantIds, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ReceivedGrant>>>(
            grantIds.Select(id => Grants.FirstOrDefault(grant => grant.Id == id)).OfType<ReceivedGrantState>().Select(Told).ToImmutableArray());

    public Task<Result<ImmutableArray<ReceivedGrant>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ReceivedGrant>>>(Grants.Select(Told).ToImmutableArray());

    public async Task<Result> EndAsync(TenantId grantor, CancellationToken cancellationToken)
    {
        if (Grants.Any(grant => grant.Grantor == grantor.Value && !grant.IsGone))
        {
            var next = Grants.Select(grant => grant.Grantor == grantor.Value ? grant with { IsGone = true } : grant);
            await _state.WriteAsync(new ReceivedGrantsState { Grants = [.. next] }, cancellationToken);
        }

        return Result.Ok;
    }

    public async Task<Result> EraseAsync(CancellationToken cancellationToken)
    {
        await _state.ClearAsync(cancellationToken);
        DeactivateOnIdle();
        return Result.Ok;
    }

    private static ReceivedGrant Told(ReceivedGrantState grant) =>
        new(grant.Id, TenantId.From(grant.Grantor), grant.CreatedAt, grant.ExpiresAt) { IsGone = grant.IsGone };
}
