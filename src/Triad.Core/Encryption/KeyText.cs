using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Triad.Core.Encryption;

/// <summary>A key-encryption key as text: "kek_" and 64 hexadecimal digits.</summary>
public static partial class KeyText
{
    private const string Prefix = "kek_";

    /// <summary>The text of a new key.</summary>
    public static string Draw() => Prefix + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(DataKey.Bytes));

    /// <summary>The 256 bits; null where the text is no key.</summary>
    public static byte[]? Read(string text) => Form().IsMatch(text) ? Convert.FromHexString(text.AsSpan(Prefix.Length)) : null;

    [GeneratedRegex(@"\Akek_[0-9a-fA-F]{64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
