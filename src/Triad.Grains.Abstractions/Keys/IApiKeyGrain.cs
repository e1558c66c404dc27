using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Abstractions.Keys;

/// <summary>An API key: hash of the secret, tenant, scopes, expiry. Key: <see cref="ApiKeyKey"/>.</summary>
[Alias("triad.IApiKeyGrain")]
public interface IApiKeyGrain : IGrainWithStringKey
{
    /// <summary>Makes the key valid; a repeat with the same hash succeeds, another hash is Conflict.</summary>
    [Alias("Register")]
    Task<Result> RegisterAsync(RegisterApiKey request, CancellationToken cancellationToken);

    /// <summary>
    /// Compares the SHA-256 of a secret in constant time. KeyInvalid for a wrong, revoked, expired or unknown key, without saying which. A secret of before
    /// a rotation is told with its own end.
    /// How long a gateway may trust the answer is the gateway's setting.
    /// </summary>
    [Alias("Verify")]
    [AlwaysInterleave]
    Task<Result<ApiKeySnapshot>> VerifyAsync(ImmutableArray<byte> secretSha256, CancellationToken cancellationToken);

    /// <summary>The key as it is, for operators; KeyNotFound where it was never registered or is revoked.</summary>
    [Alias("Get")]
    [AlwaysInterleave]
    Task<Result<ApiKeySnapshot>> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Gives the key another secret; that of before is accepted for a while yet. KeyNotFound where it is not this tenant's (null: the operators') or is revoked,
    /// Conflict where too many older secrets are accepted.
    /// </summary>
    [Alias("Rotate")]
    Task<Result<IssuedApiKey>> RotateAsync(TenantId? owner, TimeSpan overlap, CancellationToken cancellationToken);

    /// <summary>Says that the key was used. Kept to a few minutes; of a key that is none it changes nothing.</summary>
    [Alias("NoteUse")]
    Task<Result> NoteUseAsync(DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>Revokes the key for good; a repeat succeeds.</summary>
    [Alias("Revoke")]
    Task<Result> RevokeAsync(CancellationToken cancellationToken);
}
