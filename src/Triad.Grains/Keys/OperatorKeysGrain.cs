using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.State;
using Triad.Grains.Tenants;

namespace Triad.Grains.Keys;

/// <inheritdoc cref="IOperatorKeysGrain"/>
internal sealed class OperatorKeysGrain(
    [PersistentState("operator-keys", GrainStorageNames.Grains)] IPersistentState<OperatorKeysState> store,
    IGrainFactory grains,
    IOptions<TenantOptions> options,
    TimeProvider time) : Grain, IOperatorKeysGrain
{
    private DurableState<OperatorKeysState> _state = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new DurableState<OperatorKeysState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result<IssuedApiKey>> CreateAsync(CreateApiKey request, CancellationToken cancellationToken)
    {
        if (KeyRules.CheckNew(_state.Current.Keys, request.RequestId, options.Value.MaxKeys) is { } refused)
            return refused;
        var secret = ApiKeySecret.Draw();
        var key = KeyRules.New(secret.KeyId, request, time.GetUtcNow());

        // Listed first: a listed key that was never registered opens nothing, an unlisted one could never be found and revoked.
        await WriteAsync(_state.Current.Keys.Add(key), cancellationToken);
        var snapshot = KeyRules.ToSnapshot(null, key, request, secret);
        var registered = await grains.ApiKey(secret.KeyId).RegisterAsync(new RegisterApiKey(snapshot, secret.Sha256), cancellationToken);
        return registered.IsOk ? new IssuedApiKey(snapshot, secret.Token) : registered.Error;
    }

    public async Task<Result> AddAsync(ApiKeySnapshot key, CancellationToken cancellationToken)
    {
        if (_state.Current.Keys.All(known => known.KeyId != key.KeyId.Value))
        {
            var request = new CreateApiKey(string.Empty, key.DisplayName, key.Scopes, key.ExpiresAt);
            await WriteAsync(_state.Current.Keys.Add(KeyRules.New(key.KeyId, request, key.CreatedAt)), cancellationToken);
        }

        return Result.Ok;
    }

    public Task<Result<ImmutableArray<ApiKeySnapshot>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ApiKeySnapshot>>>(
            _state.Current.Keys.Select(key => TenantMapper.ToSnapshot(null, key)).ToImmutableArray());

    public async Task<Result> RevokeAsync(ApiKeyId keyId, CancellationToken cancellationToken)
    {
        var revoked = await grains.ApiKey(keyId).RevokeAsync(cancellationToken);
        if (revoked.IsOk && _state.Current.Keys.FirstOrDefault(key => key.KeyId == keyId.Value) is { } known)
            await WriteAsync(_state.Current.Keys.Remove(known), cancellationToken);
        return revoked;
    }

    private Task WriteAsync(ImmutableArray<TenantKeyState> keys, CancellationToken cancellationToken) =>
        _state.WriteAsync(_state.Current with { Keys = keys }, cancellationToken);
}
