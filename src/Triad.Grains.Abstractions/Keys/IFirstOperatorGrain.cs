using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Keys;

/// <summary>Remembers which key was the platform's first operator key, so that there is one way in once. Key: 0.</summary>
[Alias("triad.IFirstOperatorGrain")]
public interface IFirstOperatorGrain : IGrainWithIntegerKey
{
    /// <summary>True where this key is the first one, now or since an earlier call; false where another one is.</summary>
    /// <param name="keyId">The public part of the key.</param>
    /// <param name="secretSha256">SHA-256 of its secret.</param>
    /// <param name="cancellationToken">The end of the caller's patience.</param>
    [Alias("Claim")]
    Task<Result<bool>> ClaimAsync(ApiKeyId keyId, ImmutableArray<byte> secretSha256, CancellationToken cancellationToken);
}
