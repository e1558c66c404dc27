using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Quotas;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Plans;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Webhooks;
using Triad.Grains.Keys;
using Triad.Grains.Plans;
using Triad.Grains.State;

namespace Triad.Grains.Tenants;

/// <inheritdoc cref="ITenantGrain"/>
internal sealed partial class TenantGrain(
    [PersistentState("tenant", GrainStorageNames.Grains)] IPersistentState<TenantState> store,
    IGrainFactory grains,
    IOptions<TenantOptions> options,
    ITenantNotices notices,
    PlanReader plans,
    TimeProvider time,
    ILogger<TenantGrain> log) : Grain, ITenantGrain
{
    private readonly QuotaShares _shares = new(TimeSpan.FromSeconds(options.Value.QuotaLeaseSeconds), time);
    private DurableState<TenantState> _state = null!;
    private long? _used;
    private (TenantState? State, PlanTerms? Terms, TenantSnapshot Snapshot) _told;

    private TenantId Id { get; set; }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Id = TenantKey.Parse(this.GetPrimaryKeyString());
        _state = new DurableState<TenantState>(store);
        return TellStatusAsync(cancellationToken); // Of a grain that was killed before it could.
    }

    public async Task<Result<TenantSnapshot>> CreateAsync(CreateTenant request, CancellationToken cancellationToken)
    {
        if (_state.Exists)
        {
            return request.RequestId.Length > 0 && request.RequestId == _state.Current.RequestId
                ? await SnapshotAsync()
                : Error.Of(ErrorReason.TenantExists, "tenant_id", Id, "is taken", "Choose another id, or get the tenant that has it.");
        }

        // Its receipt, its points in snapshots and its keys in backups bear the id for ever: it must not come to mean another tenant.
        var erasure = await grains.ReceiptIndex(null).FindAsync(Id.Value, cancellationToken);
        if (!erasure.IsOk)
            return erasure.Error;
        if (erasure.Value is { } erased)
            return TenantRules.WasErased(Id, erased);

        var terms = await JoinAsync(request.Plan, cancellationToken);
        if (!terms.IsOk)
            return terms.Error;
        if (TenantTerms.CheckPackage(request.ModelPackage, request.AllowedPackages, terms.Value) is { } disallowed)
            return disallowed;
        var space = await grains.Embed().SpaceAsync(request.ModelPackage, cancellationToken);
        if (!space.IsOk)
            return space.Error;

        if ((request.Retention is not null || request.Plan.Length > 0) && await NoteRetentionAsync(cancellationToken) is { IsOk: false } unnoted)
            return unnoted.Error!;

        // Listed first: a listed tenant that was never made is left out by readers, an unlisted one would never be found again.
        var listed = await Directory.AddAsync(Id, cancellationToken);
        if (!listed.IsOk)
            return listed.Error;

        await _state.WriteAsync(
            new TenantState
            {
                DisplayName = request.DisplayName,
                Plan = request.Plan,
                HasPlan = request.Plan.Length > 0,
                AllowedPackages = request.AllowedPackages,
                ModelPackage = request.ModelPackage,
                Space = space.Value.Value,
                Quotas = TenantMapper.ToState(request.Quotas),
                ShardCount = options.Value.ShardsPerTenant,
                CreatedAt = time.GetUtcNow(),
                RequestId = request.RequestId,
                Weight = request.Weight,
                Retention = request.Retention,
            },
            cancellationToken);
        return await SnapshotAsync();
    }

    public Task<Result<TenantSnapshot>> GetAsync(CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            DeactivateOnIdle(); // A guessed id shall not stay in memory.
        return !_state.Exists ? Task.FromResult<Result<TenantSnapshot>>(NotFound())
            : Terms is { } terms ? Task.FromResult<Result<TenantSnapshot>>(Snapshot(terms))
            : GetSlowlyAsync();
    }

    public Task<TenantResidency> ResidencyAsync(CancellationToken cancellationToken) => Task.FromResult(
        !TenantRules.Offloaded(_state.Current).IsEmpty ? TenantResidency.Offloaded
        : _used is { } used && time.GetElapsedTime(used) < TimeSpan.FromMinutes(options.Value.IdleMinutes) ? TenantResidency.Hot : TenantResidency.Idle);

    public async Task<Result> NoteOffloadAsync(int shard, long? bytes, CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            return Result.Ok;
        var next = TenantRules.WithOffloaded(_state.Current, shard, bytes);
        if (!ReferenceEquals(next, _state.Current))
            await _state.WriteAsync(next, cancellationToken);
        return Result.Ok;
    }

    public async Task<Result<TenantSnapshot>> BeginModelChangeAsync(string modelPackage, CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            return NotFound();
        if (TenantTerms.CheckPackage(modelPackage, _state.Current.AllowedPackages, await TermsAsync()) is { } disallowed)
            return disallowed;
        var space = await grains.Embed().SpaceAsync(modelPackage, cancellationToken);
        return space.IsOk
            ? await ChangeAsync(ModelChangeRules.Begin(_state.Current, modelPackage, space.Value, time.GetUtcNow()), cancellationToken)
            : space.Error;
    }

    public Task<Result<TenantSnapshot>> SetSwitchingAsync(bool isSwitching, CancellationToken cancellationToken) =>
        ChangeAsync(ModelChangeRules.SetSwitching(_state.Current, isSwitching), cancellationToken);

    public Task<Result<TenantSnapshot>> MakeLiveAsync(int lineage, CancellationToken cancellationToken) =>
        ChangeAsync(ModelChangeRules.MakeLive(_state.Current, lineage, time.GetUtcNow()), cancellationToken);

    public Task<Result<TenantSnapshot>> EndModelChangeAsync(int lineage, CancellationToken cancellationToken) =>
        ChangeAsync(ModelChangeRules.End(_state.Current, lineage), cancellationToken);

    public async Task<Result<TenantSnapshot>> UpdateAsync(UpdateTenant request, CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            return NotFound();
        var before = _state.Current;
        var terms = request.Plan is { } plan ? await JoinAsync(plan, cancellationToken) : await TermsAsync();
        if (!terms.IsOk)
            return terms.Error;
        var next = TenantRules.Update(Id, before, request, terms.Value);
        if (next.IsOk && TenantRules.MayBeginToAge(request, next.Value) && await NoteRetentionAsync(cancellationToken) is { IsOk: false } unnoted)
            return unnoted.Error!;
        var changed = await ChangeAsync(next, cancellationToken);
        if (changed.IsOk && before.HasPlan && before.Plan != _state.Current.Plan)
            await grains.Plans().LeaveAsync(PlanId.From(before.Plan), Id, cancellationToken); // Where this is cut short, its deletion asks this tenant.
        return changed;
    }

    public async Task<Result<TimeSpan?>> RetentionAsync(CancellationToken cancellationToken) =>
        _state.Exists ? Result<TimeSpan?>.Ok(Snapshot(await NewestTermsAsync()).BindingRetention) : NotFound();

    public Task<Result<TenantSnapshot>> SuspendAsync(string reason, CancellationToken cancellationToken) =>
        ChangeStatusAsync(TenantRules.Suspend(Id, _state.Current, reason), cancellationToken);

    public Task<Result<TenantSnapshot>> ResumeAsync(CancellationToken cancellationToken) =>
        ChangeStatusAsync(TenantRules.Resume(Id, _state.Current), cancellationToken);

    public Task<Result<TenantSnapshot>> CloseAsync(CancellationToken cancellationToken) =>
        ChangeAsync(_state.Current with { Status = TenantStatus.Deleting, SuspendReason = string.Empty }, cancellationToken);

    public async Task<Result> ForgetAsync(CancellationToken cancellationToken)
    {
        if (_state.Exists && !TenantRules.IsClosed(_state.Current))
            return Error.Of(ErrorReason.Conflict, "tenant_id", Id, "is not being erased", "Delete the tenant.");
        if (_state.Current.HasPlan)
        {
            var left = await grains.Plans().LeaveAsync(PlanId.From(_state.Current.Plan), Id, cancellationToken);
            if (!left.IsOk)
                return left;
        }

        await _state.ClearAsync(cancellationToken);
        DeactivateOnIdle();
        return Result.Ok;
    }

    public async Task<Result<QuotaLease>> LeaseQuotaAsync(string gateway, double? demand, CancellationToken cancellationToken)
    {
        if (!_state.Exists)
        {
            DeactivateOnIdle();
            return NotFound();
        }

        _used = time.GetTimestamp(); // A gateway asks while queries come, and so every few seconds.
        var quotas = Snapshot(Terms ?? await TermsAsync()).Quotas;
        var share = _shares.Take(gateway, quotas.QueriesPerSecond, demand);
        if (_shares.WarningOf(quotas.QueriesPerSecond) is { } use)
            await notices.TellAsync(new QuotaNotice(Id, use, time.GetUtcNow()), cancellationToken);
        return new QuotaLease(share.Rate, quotas.QueriesPerSecond, TimeSpan.FromSeconds(options.Value.QuotaLeaseSeconds))
        {
            MayBurst = share.MayBurst,
            BytesSentPerDay = quotas.BytesSentPerDay,
            EmbedSecondsPerDay = quotas.EmbedSecondsPerDay,
        };
    }

    public async Task<Result<IssuedApiKey>> CreateKeyAsync(CreateApiKey request, CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            return NotFound();
        if (TenantRules.IsClosed(_state.Current))
            return TenantRules.Closed(Id);
        if (KeyRules.CheckNew(_state.Current.Keys, request.RequestId, options.Value.MaxKeys) is { } refused)
            return refused;

        var secret = ApiKeySecret.Draw();
        var key = KeyRules.New(secret.KeyId, request, time.GetUtcNow());

        // Listed first: a listed key that was never registered opens nothing, an unlisted one could never be revoked.
        await _state.WriteAsync(_state.Current with { Keys = _state.Current.Keys.Add(key) }, cancellationToken);
        var snapshot = KeyRules.ToSnapshot(Id, key, request, secret);
        var registered = await grains.ApiKey(secret.KeyId)
            .RegisterAsync(new RegisterApiKey(snapshot, secret.Sha256), cancellationToken);
        return registered.IsOk ? new IssuedApiKey(snapshot, secret.Token) : registered.Error;
    }

    public Task<Result<ImmutableArray<ApiKeySnapshot>>> ListKeysAsync(CancellationToken cancellationToken)
    {
        var id = Id;
        return Task.FromResult<Result<ImmutableArray<ApiKeySnapshot>>>(
            _state.Exists
                ? _state.Current.Keys.Select(key => TenantMapper.ToSnapshot(id, key)).ToImmutableArray()
                : NotFound());
    }

    public async Task<Result> RevokeKeyAsync(ApiKeyId keyId, CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            return NotFound();
        var key = _state.Current.Keys.FirstOrDefault(key => key.KeyId == keyId.Value);
        if (key is null)
            return Error.Of(ErrorReason.KeyNotFound, "key_id", keyId, "is not a key of the tenant", "List the tenant's keys.");
        var revoked = await grains.ApiKey(keyId).RevokeAsync(cancellationToken);
        if (!revoked.IsOk)
            return revoked;
        await _state.WriteAsync(_state.Current with { Keys = _state.Current.Keys.Remove(key) }, cancellationToken);
        return Result.Ok;
    }

    private async Task<Result<TenantSnapshot>> ChangeAsync(Result<TenantState> next, CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            return NotFound();
        if (!next.IsOk)
            return next.Error;
        if (next.Value == _state.Current)
            return await SnapshotAsync();
        if (TenantRules.IsClosed(_state.Current))
            return TenantRules.Closed(Id);
        await _state.WriteAsync(next.Value, cancellationToken);
        return await SnapshotAsync();
    }

    private async Task<Result<TenantSnapshot>> ChangeStatusAsync(Result<TenantState> next, CancellationToken cancellationToken)
    {
        var isNew = next.IsOk && next.Value.Status != _state.Current.Status;
        var changed = await ChangeAsync(
            isNew ? next.Value with { StatusChangedAt = time.GetUtcNow(), IsStatusUntold = true } : next, cancellationToken);
        if (changed.IsOk)
            await TellStatusAsync(cancellationToken);
        return changed;
    }

    /// <summary>Has the webhooks told of a suspension or its end; where they cannot be now, the next activation of this grain does.</summary>
    private async Task TellStatusAsync(CancellationToken cancellationToken)
    {
        if (TenantNews.Of(Id, _state.Current) is not { } news)
            return;
        try
        {
            if (await grains.Webhooks(Id).NoteAsync(WebhookNote.Of(news), cancellationToken) is { IsOk: true })
                await _state.WriteAsync(_state.Current with { IsStatusUntold = false }, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogUntold(failure, Id.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Webhooks of tenant {Tenant} could not be told that it was suspended or resumed, and are later")]
    private partial void LogUntold(Exception failure, string tenant);

    // First, so that no kill leaves a retention that nobody carries out; who looks meanwhile waits for the end of this call.
    private Task<Result> NoteRetentionAsync(CancellationToken cancellationToken) => grains.Retention(Id).NoteTenantAsync(Id, cancellationToken);

    private ITenantDirectoryGrain Directory => grains.TenantDirectory(Id);

    /// <summary>What the plan gives; null where it is to be read anew.</summary>
    private PlanTerms? Terms => !_state.Current.HasPlan ? PlanTerms.None
        : plans.IsFresh ? plans.Find(_state.Current.Plan)
        : null;

    private async Task<PlanTerms> TermsAsync()
    {
        if (Terms is { } known)
            return known;
        await plans.RefreshAsync();
        return _state.Current.HasPlan ? plans.Find(_state.Current.Plan) ?? PlanTerms.None : PlanTerms.None;
    }

    /// <summary>What the plan gives now: who carries out a retention is told of a change that has just been made.</summary>
    private async Task<PlanTerms> NewestTermsAsync()
    {
        if (_state.Current.HasPlan)
            await plans.RefreshAsync();
        return await TermsAsync();
    }

    /// <summary>Makes sure that a plan exists, and goes on to, before the tenant has it.</summary>
    private async Task<Result<PlanTerms>> JoinAsync(string plan, CancellationToken cancellationToken)
    {
        if (plan.Length == 0)
            return PlanTerms.None;
        var parsed = PlanId.Parse(plan, "tenant.plan");
        if (!parsed.IsOk)
            return parsed.Error;
        var joined = await grains.Plans().JoinAsync(parsed.Value, Id, cancellationToken);
        return joined.IsOk ? joined.Value.Terms : joined.Error;
    }

    private async Task<Result<TenantSnapshot>> GetSlowlyAsync() => await SnapshotAsync();

    private async Task<TenantSnapshot> SnapshotAsync() => Snapshot(await TermsAsync());

    private TenantSnapshot Snapshot(PlanTerms terms)
    {
        // Asked for with every search: made anew only when the state or the plan has changed.
        if (!ReferenceEquals(_told.State, _state.Current) || !ReferenceEquals(_told.Terms, terms))
            _told = (_state.Current, terms, TenantMapper.ToSnapshot(Id, _state.Current, terms));
        return _told.Snapshot;
    }

    private Error NotFound() =>
        Error.Of(ErrorReason.TenantNotFound, "tenant_id", Id, "does not exist", "Create the tenant, or list the tenants that exist.");
}
