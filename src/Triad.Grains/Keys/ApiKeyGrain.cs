using System.Collections.Immutable;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.State;

namespace Triad.Grains.Keys;

/// <inheritdoc cref="IApiKeyGrain"/>
internal sealed class ApiKeyGrain(
    [PersistentState("api-key", GrainStorageNames.Grains)] IPersistentState<ApiKeyState> store,
    TimeProvider time) : Grain, IApiKeyGrain
{
    // How far the stored time of the last use may lie behind: gateways tell of it each minute, and that is no reason for a write.
    private static readonly TimeSpan UseGap = TimeSpan.FromMinutes(5);

    private DurableState<ApiKeyState> _state = null!;
    private DateTimeOffset? _lastUse;

    private ApiKeyId Id => ApiKeyKey.Parse(this.GetPrimaryKeyString());

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
            // A mounted key file may hold the secret of before a rotation.
            return current.RevokedAt is null && SecretRules.Knows(current, request.SecretSha256)
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
                Filter = request.Key.Filter is { } filter ? FilterText.Write(filter) : string.Empty,
                Networks = request.Key.Networks,
                TokenKey = request.Key.TokenKeys is [var key, ..] ? key.Point : [],
            },
            cancellationToken);
        return Result.Ok;
    }

    public Task<Result<ApiKeySnapshot>> VerifyAsync(ImmutableArray<byte> secretSha256, CancellationToken cancellationToken)
    {
        var current = _state.Current;
        var now = time.GetUtcNow();

        // Compared whatever the key's state, so that the time taken tells nothing.
        var (same, ends) = SecretRules.Compare(current, secretSha256, now);
        if (!same || !_state.Exists || current.RevokedAt is not null || current.ExpiresAt <= now)
        {
            // A guessed key id shall not stay in memory; nor shall one that exists, else the next guess of it would be answered sooner.
            DeactivateOnIdle();
            return Task.FromResult<Result<ApiKeySnapshot>>(ApiKeySecret.Refusal);
        }

        var snapshot = Snapshot();
        return Task.FromResult<Result<ApiKeySnapshot>>(ends is null || snapshot.ExpiresAt <= ends ? snapshot : snapshot with { ExpiresAt = ends });
    }

    public Task<Result<ApiKeySnapshot>> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ApiKeySnapshot>>(IsLive ? Snapshot() : NotFound());

    public async Task<Result<IssuedApiKey>> RotateAsync(TenantId? owner, TimeSpan overlap, CancellationToken cancellationToken)
    {
        if (!IsLive || _state.Current.TenantId != (owner?.Value ?? string.Empty))
            return NotFound();
        var secret = ApiKeySecret.Draw(Id);
        var next = SecretRules.Rotate(_state.Current, secret, overlap, time.GetUtcNow());
        if (!next.IsOk)
            return next.Error;
        await _state.WriteAsync(next.Value, cancellationToken);
        return new IssuedApiKey(Snapshot(), secret.Token);
    }

    public async Task<Result> NoteUseAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (!IsLive)
            return Result.Ok;
        if (!(at <= _lastUse))
            _lastUse = at;
        if (!(at - _state.Current.LastUsedAt < UseGap))
            await _state.WriteAsync(_state.Current with { LastUsedAt = at }, cancellationToken);
        return Result.Ok;
    }

    public async Task<Result> RevokeAsync(CancellationToken cancellationToken)
    {
        if (_state.Current.RevokedAt is null)
            await _state.WriteAsync(_state.Current with { RevokedAt = time.GetUtcNow() }, cancellationToken);
        return Result.Ok;
    }

    private bool IsLive => _state.Exists && _state.Current.RevokedAt is null;

    private ApiKeySnapshot Snapshot()
    {
        var current = _state.Current;
        var older = SecretRules.Accepted(current, time.GetUtcNow());
        return new ApiKeySnapshot(
            Id,
            current.TenantId.Length > 0 ? TenantId.From(current.TenantId) : null,
            current.DisplayName,
            current.Scopes,
            current.CreatedAt,
            current.ExpiresAt)
        {
            Filter = current.Filter.Length > 0 ? FilterText.Read(current.Filter) : null,
            Networks = current.Networks,
            TokenKeys = SecretRules.TokenKeys(current, older),
            LastUsedAt = _lastUse > current.LastUsedAt || current.LastUsedAt is null ? _lastUse : current.LastUsedAt,
            RotationEndsAt = older.IsEmpty ? null : older.Max(secret => secret.Until),
        };
    }

    private Error NotFound()
    {
        DeactivateOnIdle(); // A guessed key id shall not stay in memory.
        return Error.Of(ErrorReason.KeyNotFound, "key_id", this.GetPrimaryKeyString(), "is not a key of the tenant", "List the tenant's keys.");
    }
}
