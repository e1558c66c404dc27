using System.Security.Cryptography;
using Triad.Core.Encryption;

namespace Triad.Media.Encryption;

/// <summary>
/// The text of key-encryption keys: one a line, the first wraps. Empty lines and those that begin with # say nothing. A key's name is the first 16
/// hexadecimal digits of the SHA-256 of its bytes.
/// </summary>
internal static class KeyFile
{
    private const int NameDigits = 16;

    /// <summary>The text of a new key.</summary>
    public static string Draw() => KeyText.Draw() + Environment.NewLine;

    /// <summary>The keys in order, by name; null where a line is none, or there are none.</summary>
    public static IReadOnlyList<(string Name, byte[] Key)>? Read(string text)
    {
        var keys = new List<(string, byte[])>();
        foreach (var line in text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (KeyText.Read(line) is not { } key)
                return null;
            keys.Add((Convert.ToHexStringLower(SHA256.HashData(key))[..NameDigits], key));
        }

        return keys.Count > 0 ? keys : null;
    }
}
