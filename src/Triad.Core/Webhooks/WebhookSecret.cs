using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Triad.Core.Webhooks;

/// <summary>What webhooks are signed with, as Standard Webhooks 1.0 has it: "whsec_" and the Base64 of the key.</summary>
/// <param name="key">The key.</param>
public sealed class WebhookSecret(ReadOnlyMemory<byte> key)
{
    /// <summary>Bytes of a key that the platform draws.</summary>
    public const int Bytes = 32;

    private const string Prefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>The key.</summary>
    public ReadOnlyMemory<byte> Key { get; } = key;

    /// <summary>The secret as its owner gets it.</summary>
    public string Text => Prefix + Convert.ToBase64String(Key.Span);

    /// <summary>A new secret.</summary>
    public static WebhookSecret Draw() => new(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>Reads a secret.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static WebhookSecret Parse(string text) => text.StartsWith(Prefix, StringComparison.Ordinal)
        ? new WebhookSecret(Convert.FromBase64String(text[Prefix.Length..]))
        : throw new FormatException($"A secret of a webhook begins with {Prefix}.");

    /// <summary>The signature of a message: "v1," and the Base64 of HMAC-SHA-256 over <c>id.timestamp.body</c>.</summary>
    /// <param name="id">The header webhook-id.</param>
    /// <param name="timestamp">The header webhook-timestamp: seconds since 1970.</param>
    /// <param name="body">The body's bytes.</param>
    public string Sign(string id, long timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Key.Span);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}.")));
        hash.AppendData(body);
        return Version + Convert.ToBase64String(hash.GetHashAndReset());
    }
}
