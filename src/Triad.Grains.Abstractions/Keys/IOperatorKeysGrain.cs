using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Abstractions.Keys;

/// <summary>The operators' keys: lists what <see cref="IApiKeyGrain"/> verifies one by one. Key: 0.</summary>
[Alias("triad.IOperatorKeysGrain")]
public interface IOperatorKeysGrain : IGrainWithIntegerKey
{
    /// <summary>Issues a key. Conflict where the request id has issued one already, whose secret was shown once.</summary>
    [Alias("Create")]
    Task<Result<IssuedApiKey>> CreateAsync(CreateApiKey request, CancellationToken cancellationToken);

    /// <summary>Lists a key that is issued elsewhere, such as the first one. A repeat changes nothing.</summary>
    [Alias("Add")]
    Task<Result> AddAsync(ApiKeySnapshot key, CancellationToken cancellationToken);

    /// <summary>All keys that are not revoked, in order of issue.</summary>
    [Alias("List")]
    Task<Result<ImmutableArray<ApiKeySnapshot>>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Revokes a key; effective everywhere within 5 s.</summary>
    [Alias("Revoke")]
    Task<Result> RevokeAsync(ApiKeyId keyId, CancellationToken cancellationToken);
}
