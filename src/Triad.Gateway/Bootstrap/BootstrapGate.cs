using System.Security.Cryptography;
using System.Text;

namespace Triad.Gateway.Bootstrap;

/// <summary>Knows the one-time token that lets somebody make the first operator's key.</summary>
/// <param name="token">The token; null where nobody may.</param>
public sealed class BootstrapGate(string? token)
{
    /// <summary>The least length of a token.</summary>
    public const int MinTokenLength = 32;

    private readonly byte[]? _sha256 = token is null ? null : SHA256.HashData(Encoding.UTF8.GetBytes(token));

    /// <summary>Tells whether this is the token; takes the same time whatever differs.</summary>
    public bool Admits(string presented) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(presented)), _sha256);
}
