using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Replies;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class ApiKeyDouble(GrainWorld world, string id) : IApiKeyGrain
{
    public Task<Reply> RegisterAsync(RegisterApiKey request, CancellationToken cancellationToken)
    {
        world.Keys[id] = request;
        return Task.FromResult(Reply.Ok);
    }

    public Task<Reply<ApiKeyLease>> VerifyAsync(ImmutableArray<byte> secretSha256, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref world.Verifications);
        return Task.FromResult<Reply<ApiKeyLease>>(
            world.Keys.TryGetValue(id, out var key) && key.SecretSha256.SequenceEqual(secretSha256)
                ? new ApiKeyLease(key.Key, TimeSpan.FromSeconds(60))
                : ApiKeySecret.Refusal);
    }

    public Task<Reply<ApiKeySnapshot>> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Reply<ApiKeySnapshot>>(world.Keys.TryGetValue(id, out var key)
            ? key.Key
            : Error.Of(ErrorReason.KeyNotFound, "key_id", id, "is not a key", "List the keys."));

    public Task<Reply> RevokeAsync(CancellationToken cancellationToken)
    {
        world.Keys.TryRemove(id, out _);
        return Task.FromResult(Reply.Ok);
    }
}
