using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Triad.Client;

/// <summary>For receivers of webhooks: whether a message is the platform's, as Standard Webhooks 1.0 says. It needs no client.</summary>
public static class WebhookSignature
{
    /// <summary>The header with the message's id: the same at every attempt, by which repeats are told.</summary>
    public const string IdHeader = "webhook-id";

    /// <summary>The header with the time of the attempt, in seconds since 1970.</summary>
    public const string TimestampHeader = "webhook-timestamp";

    /// <summary>The header with the signatures.</summary>
    public const string SignatureHeader = "webhook-signature";

    private const string SecretPrefix = "whsec_";
    private const string Version = "v1,";

    /// <summary>How far the time of a message may be from the receiver's, where it does not say: 5 minutes.</summary>
    public static TimeSpan UsualTolerance { get; } = TimeSpan.FromMinutes(5);

    /// <summary>Verifies a message.</summary>
    /// <param name="secret">The webhook's secret, <c>whsec_…</c>.</param>
    /// <param name="id">The header <see cref="IdHeader"/>.</param>
    /// <param name="timestamp">The header <see cref="TimestampHeader"/>.</param>
    /// <param name="signatures">The header <see cref="SignatureHeader"/>: one signature, or several with spaces between them.</param>
    /// <param name="body">The body's bytes, as they came and before they are parsed.</param>
    /// <param name="tolerance">How far the times may be apart; null for <see cref="UsualTolerance"/>.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="FormatException">The secret is none.</exception>
    public static WebhookVerdict Verify(
        string secret, string? id, string? timestamp, string? signatures, ReadOnlySpan<byte> body, TimeSpan? tolerance = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var key = KeyOf(secret);
        if (string.IsNullOrEmpty(id) || string.IsNullOrEmpty(signatures)
            || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return WebhookVerdict.Malformed;

        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        var own = hash.GetHashAndReset();
        if (!signatures.Split(' ').Any(signature => Fits(own, signature)))
            return WebhookVerdict.WrongSignature;
        var apart = Math.Abs((time ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds() - seconds);
        return apart <= (tolerance ?? UsualTolerance).TotalSeconds ? WebhookVerdict.Valid : WebhookVerdict.WrongTime;
    }

    private static bool Fits(byte[] own, string signature)
    {
        if (!signature.StartsWith(Version, StringComparison.Ordinal))
            return false;
        var bytes = new byte[own.Length];
        return Convert.TryFromBase64String(signature[Version.Length..], bytes, out var read)
            && read == own.Length
            && CryptographicOperations.FixedTimeEquals(own, bytes);
    }

    private static byte[] KeyOf(string secret) =>
        Convert.FromBase64String(secret.StartsWith(SecretPrefix, StringComparison.Ordinal) ? secret[SecretPrefix.Length..] : secret);
}
