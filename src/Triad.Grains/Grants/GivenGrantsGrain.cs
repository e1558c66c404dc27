using System.Collections.Immutable;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Grants;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.State;

namespace Triad.Grains.Grants;

/// <inheritdoc cref="IGivenGrantsGrain"/>
internal sealed class GivenGrantsGrain(
    [PersistentState("given-grants", GrainStorageNames.Grains)] IPersistentState<GivenGrantsState> store, IGrainFactory grains, TimeProvider time)
    : Grain, IGivenGrantsGrain
{
    private DurableState<GivenGrantsState> _state = null!;

    private TenantId Id { get; set; }

    private ImmutableArray<GrantState> Grants => _state.Current.Grants;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Id = TenantKey.Parse(this.GetPrimaryKeyString());
        _state = new DurableState<GivenGrantsState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result<Grant>> CreateAsync(CreateGrant request, CancellationToken cancellationToken)
    {
        if (Grants.FirstOrDefault(known => request.RequestId.Length > 0 && known.RequestId == request.RequestId) is { } made)
            return Told(made);
        if (request.Grantee == Id)
            return GrantRules.ToItself(Id);
        var grantor = await grains.Tenant(Id).GetAsync(cancellationToken);
        if (!grantor.IsOk)
            return grantor.Error;
        var grantee = await grains.Tenant(request.Grantee).GetAsync(cancellationToken);
        if (!grantee.IsOk)
            return grantee.Error with { Field = "grantee_tenant_id" };
        if (GrantRules.Check(grantor.Value, grantee.Value) is { } refused)
            return refused;
        var back = await grains.GivenGrants(request.Grantee).GrantsToAsync(Id, cancellationToken);
        if (!back.IsOk)
            return back.Error;
        if (back.Value)
            return GrantRules.Circle(Id, request.Grantee);

        var now = time.GetUtcNow();
        var grant = New(request, grantor.Value.Space, now);
        if (GrantRules.With(Grants, grant, now) is not { } next)
            return GrantRules.TooMany("tenant_id", Id, $"has given {GrantRules.MaxGrants} grants, or {GrantRules.MaxToOne} to '{request.Grantee}',");

        // Noted first: a noted grant that was never made is none, one that nobody has noted would never be found.
        var noted = await grains.ReceivedGrants(request.Grantee).NoteAsync(
            new ReceivedGrant(grant.Id, Id, now, grant.ExpiresAt), [.. next.Select(given => given.Id)], cancellationToken);
        if (!noted.IsOk)
            return noted.Error!;
        await _state.WriteAsync(new GivenGrantsState { Grants = next }, cancellationToken);
        return Told(grant);
    }

    public async Task<Result<Grant>> RevokeAsync(string grantId, string by, CancellationToken cancellationToken)
    {
        if (Grants.FirstOrDefault(known => known.Id == grantId) is not { } grant)
            return GrantRules.NotFound("grant_id", grantId);
        var now = time.GetUtcNow();
        if (GrantRules.StatusOf(grant, now) == GrantStatus.Active)
            grant = await ReplaceAsync(grant with { RevokedAt = now, RevokedBy = by }, cancellationToken);
        return Told(grant);
    }

    public Task<Result<ImmutableArray<Grant>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<Grant>>>(Grants.Select(Told).ToImmutableArray());

    public async Task<Result<ImmutableArray<Grant>>> FindAsync(TenantId grantee, ImmutableArray<string> grantIds, CancellationToken cancellationToken)
    {
        var found = grantIds
            .Select(id => Grants.FirstOrDefault(grant => grant.Id == id && grant.Grantee == grantee.Value))
            .OfType<GrantState>()
            .ToList();
        if (found.Count == 0)
            return ImmutableArray<Grant>.Empty;

        var tenant = await grains.Tenant(Id).GetAsync(cancellationToken);
        if (!tenant.IsOk && tenant.Error.Reason != ErrorReason.TenantNotFound)
            return tenant.Error;
        var holds = tenant is { IsOk: true, Value.Status: TenantStatus.Active };
        return found.Select(Told)
            .Select(grant => holds || grant.Status != GrantStatus.Active ? grant : grant with { Status = GrantStatus.Revoked })
            .ToImmutableArray();
    }

    public Task<Result<bool>> GrantsToAsync(TenantId grantee, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return Task.FromResult<Result<bool>>(
            Grants.Any(grant => grant.Grantee == grantee.Value && GrantRules.StatusOf(grant, now) == GrantStatus.Active));
    }

    public async Task<Result> EndAsync(TenantId grantee, CancellationToken cancellationToken)
    {
        if (Grants.Any(grant => grant.Grantee == grantee.Value && !grant.IsGone))
        {
            var next = Grants.Select(grant => grant.Grantee == grantee.Value ? grant with { IsGone = true } : grant);
            await _state.WriteAsync(new GivenGrantsState { Grants = [.. next] }, cancellationToken);
        }

        return Result.Ok;
    }

    public async Task<Result> EraseAsync(CancellationToken cancellationToken)
    {
        foreach (var grantee in Grants.Select(grant => grant.Grantee).Distinct(StringComparer.Ordinal))
        {
            var told = await grains.ReceivedGrants(TenantId.From(grantee)).EndAsync(Id, cancellationToken);
            if (!told.IsOk)
                return told;
        }

        await _state.ClearAsync(cancellationToken);
        DeactivateOnIdle();
        return Result.Ok;
    }

    private static GrantState New(CreateGrant request, SpaceId space, DateTimeOffset now, string id) => new()
    {
        Id = id,
        RequestId = request.RequestId,
        Grantee = request.Grantee.Value,
        DisplayName = request.DisplayName,
        Filter = FilterText.Write(request.Filter),
        ShowsName = request.Fields.Name,
        ShowsTranscript = request.Fields.Transcript,
        ShowsAllMetadata = request.Fields.AllMetadata,
        MetadataKeys = request.Fields.MetadataKeys,
        Space = space.Value,
        CreatedAt = now,
        ExpiresAt = request.ExpiresAt,
        CreatedBy = request.By,
    };

    private GrantState New(CreateGrant request, SpaceId space, DateTimeOffset now) => New(request, space, now, GrantRules.NewId(Id, request.RequestId));

    private Grant Told(GrantState grant) => GrantRules.ToGrant(Id, grant, time.GetUtcNow());

    private async Task<GrantState> ReplaceAsync(GrantState next, CancellationToken cancellationToken)
    {
        await _state.WriteAsync(new GivenGrantsState { Grants = [.. Grants.Select(grant => grant.Id == next.Id ? next : grant)] }, cancellationToken);
        return next;
    }
}
