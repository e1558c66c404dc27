using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class ApiKeyDouble(GrainWorld world, string id) : IApiKeyGrain
{
    private static readonly Result<ApiKeySnapshot> Refused = ApiKeySecret.Refusal;

    private Error NotFound => Error.Of(ErrorReason.KeyNotFound, "key_id", id, "is not a key", "List the keys.");

    public Task<Result> RegisterAsync(RegisterApiKey request, CancellationToken cancellationToken)
    {
        world.Keys[id] = request;
        return Task.FromResult(Result.Ok);
    }

    public Task<Result<ApiKeySnapshot>> VerifyAsync(ImmutableArray<byte> secretSha256, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref world.Verifications);
        if (Interlocked.Decrement(ref world.DeadVerifications) >= 0)
            throw new Orleans.Runtime.SiloUnavailableException("the key's silo has ended");
        var isOld = world.OldSecrets.TryGetValue(id, out var old) && old.SequenceEqual(secretSha256);
        return Task.FromResult(world.Keys.TryGetValue(id, out var key) && !(key.Key.ExpiresAt <= world.Time.GetUtcNow()) && (isOld || key.SecretSha256.SequenceEqual(secretSha256)) ? key.Key : Refused);
    }

    public Task<Result<ApiKeySnapshot>> GetAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref world.KeyLooks);
        return Task.FromResult<Result<ApiKeySnapshot>>(world.Keys.TryGetValue(id, out var key) ? key.Key : NotFound);
    }

    public Task<Result<IssuedApiKey>> RotateAsync(TenantId? owner, TimeSpan overlap, CancellationToken cancellationToken)
    {
        if (!world.Keys.TryGetValue(id, out var key) || key.Key.TenantId != owner)
            return Task.FromResult<Result<IssuedApiKey>>(NotFound);
        var secret = ApiKeySecret.Draw(ApiKeyId.From(id));
        if (overlap > TimeSpan.Zero)
            world.OldSecrets[id] = key.SecretSha256;
        var snapshot = key.Key with
        {
            TokenKeys = [new BoundTokenPublicKey(secret.TokenKey(), null), .. key.Key.TokenKeys.Where(_ => overlap > TimeSpan.Zero)],
            RotationEndsAt = world.Time.GetUtcNow() + overlap,
        };
        world.Keys[id] = new RegisterApiKey(snapshot, secret.Sha256);
        return Task.FromResult<Result<IssuedApiKey>>(new IssuedApiKey(snapshot, secret.Token));
    }

    public Task<Result> NoteUseAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (world.Keys.TryGetValue(id, out var key))
            world.Keys[id] = key with { Key = key.Key with { LastUsedAt = at } };
        return Task.FromResult(Result.Ok);
    }

    public Task<Result> RevokeAsync(CancellationToken cancellationToken)
    {
        world.Keys.TryRemove(id, out _);
        return Task.FromResult(Result.Ok);
    }
}
