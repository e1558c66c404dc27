using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Keys;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class OperatorKeysDouble(GrainWorld world) : IOperatorKeysGrain
{
    public Task<Result<IssuedApiKey>> CreateAsync(CreateApiKey request, CancellationToken cancellationToken)
    {
        var token = world.AddKey("", request);
        return Task.FromResult<Result<IssuedApiKey>>(new IssuedApiKey(world.Keys[token.Split('_')[1]].Key, token));
    }

    public Task<Result> AddAsync(ApiKeySnapshot key, CancellationToken cancellationToken) => Task.FromResult(Result.Ok);

    public Task<Result<ImmutableArray<ApiKeySnapshot>>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ApiKeySnapshot>>>(world.Keys.Values
            .Select(key => key.Key)
            .Where(key => key.TenantId is null)
            .OrderBy(key => key.KeyId.Value, StringComparer.Ordinal)
            .ToImmutableArray());

    public Task<Result> RevokeAsync(ApiKeyId keyId, CancellationToken cancellationToken)
    {
        world.Keys.TryRemove(keyId.Value, out _);
        return Task.FromResult(Result.Ok);
    }
}
