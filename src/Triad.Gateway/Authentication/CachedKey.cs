using System.Collections.Immutable;
using Triad.Gateway.Calls;

namespace Triad.Gateway.Authentication;

/// <summary>A key that a grain has verified, and how long that counts.</summary>
/// <param name="SecretSha256">The hash of the verified secret.</param>
/// <param name="Caller">What the key allows.</param>
/// <param name="Until">When the grain must be asked again, by the time provider's clock.</param>
internal sealed record CachedKey(ImmutableArray<byte> SecretSha256, Caller Caller, DateTimeOffset Until);
