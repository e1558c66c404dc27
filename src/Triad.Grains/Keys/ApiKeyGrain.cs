using System.Collections.Immutable;
using System.Security.Cryptography;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.State;

namespace Triad.Grains.Keys;

/// <inheritdoc cref="IApiKeyGrain"/>
internal sealed class ApiKeyGrain(
    [PersistentState("api-key", GrainStorageNames.Grains)] IPersistentState<ApiKeyState> store,
    TimeProvider time) : Grain, IApiKeyGrain
{
    private DurableState<ApiKeyState> _state = null!;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = new DurableState<ApiKeyState>(store);
        return Task.CompletedTask;
    }

    public async Task<Result> RegisterAsync(RegisterApiKey request, CancellationToken cancellationToken)
    {
        var current = _state.Current;
        if (_state.Exists)
        {
            return current.RevokedAt is null && SameSecret(current.SecretSha256, request.SecretSha256)
                ? Result.Ok
                : new Error(ErrorReason.Conflict, $"The key id '{request.Key.KeyId}' is taken.", "key_id", request.Key.KeyId.Value, "Draw another key id.");
        }

        await _state.WriteAsync(
            new ApiKeyState
            {
                TenantId = request.Key.TenantId?.Value ?? string.Empty,
                DisplayName = request.Key.DisplayName,
                Scopes = request.Key.Scopes,
                SecretSha256 = request.SecretSha256,
                CreatedAt = request.Key.CreatedAt,
                ExpiresAt = request.Key.ExpiresAt,
            },
            cancellationToken);
        return Result.Ok;
    }

    public Task<Result<ApiKeySnapshot>> VerifyAsync(ImmutableArray<byte> secretSha256, CancellationToken cancellationToken)
    {
        var current = _state.Current;
        var now = time.GetUtcNow();

        // Compared whatever the key's state, so that the time taken tells nothing.
        var same = SameSecret(current.SecretSha256, secretSha256);
        if (!same || !_state.Exists || current.RevokedAt is not null || current.ExpiresAt <= now)
        {
            if (!_state.Exists)
                DeactivateOnIdle(); // A guessed key id shall not stay in memory.
            return Task.FromResult<Result<ApiKeySnapshot>>(ApiKeySecret.Refusal);
        }

        return Task.FromResult<Result<ApiKeySnapshot>>(Snapshot());
    }

    public Task<Result<ApiKeySnapshot>> GetAsync(CancellationToken cancellationToken)
    {
        if (_state.Exists && _state.Current.RevokedAt is null)
            return Task.FromResult<Result<ApiKeySnapshot>>(Snapshot());
        DeactivateOnIdle(); // A guessed key id shall not stay in memory.
        return Task.FromResult<Result<ApiKeySnapshot>>(
            Error.Of(ErrorReason.KeyNotFound, "key_id", this.GetPrimaryKeyString(), "is not a key", "List the tenant's keys."));
    }

    public async Task<Result> RevokeAsync(CancellationToken cancellationToken)
    {
        if (_state.Current.RevokedAt is null)
            await _state.WriteAsync(_state.Current with { RevokedAt = time.GetUtcNow() }, cancellationToken);
        return Result.Ok;
    }

    private ApiKeySnapshot Snapshot() => new(
        ApiKeyKey.Parse(this.GetPrimaryKeyString()),
        _state.Current.TenantId.Length > 0 ? TenantId.From(_state.Current.TenantId) : null,
        _state.Current.DisplayName,
        _state.Current.Scopes,
        _state.Current.CreatedAt,
        _state.Current.ExpiresAt);

    private static bool SameSecret(ImmutableArray<byte> mine, ImmutableArray<byte> theirs) =>
        CryptographicOperations.FixedTimeEquals(mine.AsSpan(), theirs.AsSpan());
}
