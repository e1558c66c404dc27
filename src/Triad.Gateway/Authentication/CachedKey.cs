using System.Collections.Immutable;
using System.Security.Cryptography;
using Triad.Core.Errors;
using Triad.Gateway.Calls;

namespace Triad.Gateway.Authentication;

/// <summary>A key that a grain has verified, and how long that counts.</summary>
/// <param name="SecretSha256">The hash of the verified secret.</param>
/// <param name="Answer">What the key allows; or why its tenant is refused.</param>
/// <param name="Until">When the grain must be asked again, by the time provider's clock.</param>
/// <param name="Other">The same key with another secret, while it is rotated; null for none.</param>
internal sealed record CachedKey(ImmutableArray<byte> SecretSha256, Result<Caller> Answer, DateTimeOffset Until, CachedKey? Other = null)
{
    // More secrets than a key can have at once take turns.
    private const int MostOthers = 4;

    /// <summary>The entry whose secret has this hash and that counts yet; null where there is none.</summary>
    public CachedKey? Find(ReadOnlySpan<byte> sha256, DateTimeOffset now)
    {
        for (var entry = this; entry is not null; entry = entry.Other)
            if (now < entry.Until && CryptographicOperations.FixedTimeEquals(sha256, entry.SecretSha256.AsSpan()))
                return entry;
        return null;
    }

    /// <summary>This entry before those of an earlier one that count yet.</summary>
    public CachedKey Before(CachedKey? earlier, DateTimeOffset now) => this with { Other = Others(earlier, now, MostOthers) };

    private CachedKey? Others(CachedKey? earlier, DateTimeOffset now, int most)
    {
        if (earlier is null || most == 0)
            return null;
        return earlier.Until <= now || CryptographicOperations.FixedTimeEquals(earlier.SecretSha256.AsSpan(), SecretSha256.AsSpan())
            ? Others(earlier.Other, now, most)
            : earlier with { Other = Others(earlier.Other, now, most - 1) };
    }
}
