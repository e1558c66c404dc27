using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.State;

namespace Triad.Grains.Tenants;

/// <inheritdoc cref="ITenantGrain"/>
internal sealed class TenantGrain(
    [PersistentState("tenant", GrainStorageNames.Grains)] IPersistentState<TenantState> store,
    IGrainFactory grains,
    IOptions<TenantOptions> options,
    TimeProvider time) : Grain, ITenantGrain
{
    private readonly QuotaShares _shares = new(TimeSpan.FromSeconds(options.Value.QuotaLeaseSeconds), time);
    private DurableState<TenantState> _state = null!;
    private (TenantState? State, TenantSnapshot Snapshot) _told;

    private TenantId Id { get; set; }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Id = TenantKey.Parse(this.GetPrimaryKeyString());
        _state = new DurableState<TenantState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result<TenantSnapshot>> CreateAsync(CreateTenant request, CancellationToken cancellationToken)
    {
        if (_state.Exists)
        {
            return request.RequestId.Length > 0 && request.RequestId == _state.Current.RequestId
                ? Snapshot()
                : Error.Of(ErrorReason.TenantExists, "tenant_id", Id, "is taken", "Choose another id, or get the tenant that has it.");
        }

        var space = await grains.Embed().SpaceAsync(request.ModelPackage, cancellationToken);
        if (!space.IsOk)
            return space.Error;

        // Listed first: a listed tenant that was never made is left out by readers, an unlisted one would never be found again.
        var listed = await Directory.AddAsync(Id, cancellationToken);
        if (!listed.IsOk)
            return listed.Error;

        await _state.WriteAsync(
            new TenantState
            {
                DisplayName = request.DisplayName,
                Plan = request.Plan,
                ModelPackage = request.ModelPackage,
                Space = space.Value.Value,
                Quotas = TenantMapper.ToState(request.Quotas),
                ShardCount = options.Value.ShardsPerTenant,
                CreatedAt = time.GetUtcNow(),
                RequestId = request.RequestId,
            },
            cancellationToken);
        return Snapshot();
    }

    public Task<Result<TenantSnapshot>> GetAsync(CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            DeactivateOnIdle(); // A guessed id shall not stay in memory.
        return Task.FromResult<Result<TenantSnapshot>>(_state.Exists ? Snapshot() : NotFound());
    }

    public Task<Result<QuotaLease>> LeaseQuotaAsync(string gateway, CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            DeactivateOnIdle();
        return Task.FromResult<Result<QuotaLease>>(_state.Exists ? _shares.Lease(gateway, _state.Current.Quotas.QueriesPerSecond) : NotFound());
    }

    public async Task<Result<IssuedApiKey>> CreateKeyAsync(CreateApiKey request, CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            return NotFound();
        if (_state.Current.Keys.Length >= options.Value.MaxKeys)
            return Error.OverLimit("keys", _state.Current.Keys.Length + 1, "Triad:Tenants:MaxKeys", options.Value.MaxKeys, "Revoke keys that are not used.");
        if (request.RequestId.Length > 0 && _state.Current.Keys.FirstOrDefault(key => key.RequestId == request.RequestId) is { } first)
            return Error.Of(ErrorReason.Conflict, "request_id", request.RequestId, $"has already issued the key {first.KeyId}, whose secret was shown once", "Revoke that key and issue another.");

        var secret = ApiKeySecret.Draw();
        var key = new TenantKeyState
        {
            KeyId = secret.KeyId.Value,
            DisplayName = request.DisplayName,
            Scopes = request.Scopes,
            CreatedAt = time.GetUtcNow(),
            ExpiresAt = request.ExpiresAt,
            RequestId = request.RequestId,
        };

        // Listed first: a listed key that was never registered opens nothing, an unlisted one could never be revoked.
        await _state.WriteAsync(_state.Current with { Keys = _state.Current.Keys.Add(key) }, cancellationToken);
        var snapshot = TenantMapper.ToSnapshot(Id, key);
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

    private ITenantDirectoryGrain Directory => grains.TenantDirectory(Id);

    private TenantSnapshot Snapshot()
    {
        // Asked for with every search: made anew only when the state has changed.
        if (!ReferenceEquals(_told.State, _state.Current))
            _told = (_state.Current, TenantMapper.ToSnapshot(Id, _state.Current));
        return _told.Snapshot;
    }

    private Error NotFound() =>
        Error.Of(ErrorReason.TenantNotFound, "tenant_id", Id, "does not exist", "Create the tenant, or list the tenants that exist.");
}
