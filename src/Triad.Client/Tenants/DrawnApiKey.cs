using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Triad.Client;

/// <summary>An API key that the caller has drawn itself, for <see cref="TenantsClient.BootstrapAsync"/>: the platform never sees its secret before its first use.</summary>
public sealed partial class DrawnApiKey
{
    private const string IdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int IdLength = 16;
    private const int SecretBytes = 32;

    private readonly byte[] _secret;

    private DrawnApiKey(string id, byte[] secret) => (Id, _secret) = (id, secret);

    /// <summary>The public part.</summary>
    public string Id { get; }

    /// <summary>The whole key, <c>tk_…</c>. Keep it before it is sent: nobody else has it.</summary>
    public string Key => $"tk_{Id}_{Convert.ToHexStringLower(_secret)}";

    /// <summary>Draws a key with 256 random bits.</summary>
    public static DrawnApiKey Draw() => new(RandomNumberGenerator.GetString(IdAlphabet, IdLength), RandomNumberGenerator.GetBytes(SecretBytes));

    /// <summary>Reads a key that was drawn and kept.</summary>
    /// <param name="key"><see cref="Key"/>.</param>
    /// <exception cref="FormatException">It is not one.</exception>
    public static DrawnApiKey Parse(string key) => Form().Match(key) is { Success: true } match
        ? new DrawnApiKey(match.Groups[1].Value, Convert.FromHexString(match.Groups[2].Value))
        : throw new FormatException("That is not an API key, tk_<key id>_<secret>.");

    internal ReadOnlySpan<byte> Secret => _secret;

    internal byte[] SecretSha256() => SHA256.HashData(_secret);

    [GeneratedRegex(@"\Atk_([a-z0-9]{12,32})_([0-9a-f]{64})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
