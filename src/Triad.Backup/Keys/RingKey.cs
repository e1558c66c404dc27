using Triad.Core.Encryption;

namespace Triad.Backup.Keys;

/// <summary>A tenant's data key in a key ring, as the platform keeps it: wrapped.</summary>
/// <param name="Tenant">Whose it is.</param>
/// <param name="Key">The wrapped key.</param>
internal sealed record RingKey(string Tenant, WrappedKey Key);
