using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class ApiKeyDouble(GrainWorld world, string id) : IApiKeyGrain
{
    public Task<Result> RegisterAsync(RegisterApiKey request, CancellationToken cancellationToken)
    {
        world.Keys[id] = request;
        return Task.FromResult(Result.Ok);
    }

    public Task<Result<ApiKeySnapshot>> VerifyAsync(ImmutableArray<byte> secretSha256, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref world.Verifications);
        return Task.FromResult<Result<ApiKeySnapshot>>(
            world.Keys.TryGetValue(id, out var key) && key.SecretSha256.SequenceEqual(secretSha256)
                ? key.Key
                : ApiKeySecret.Refusal);
    }

    public Task<Result<ApiKeySnapshot>> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ApiKeySnapshot>>(world.Keys.TryGetValue(id, out var key)
            ? key.Key
            : Error.Of(ErrorReason.KeyNotFound, "key_id", id, "is not a key", "List the keys."));

    public Task<Result> RevokeAsync(CancellationToken cancellationToken)
    {
        world.Keys.TryRemove(id, out _);
        return Task.FromResult(Result.Ok);
    }
}
