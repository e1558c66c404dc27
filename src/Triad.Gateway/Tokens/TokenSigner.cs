using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Triad.Core.Identity;

namespace Triad.Gateway.Tokens;

/// <summary>
/// Signs what leaves the platform and comes back: page tokens, upload ids, watermarks. A token is bound to its purpose and tenant
/// and may expire; it is signed with HMAC-SHA256 (RFC 2104) and not encrypted. Form: base64url of expiry (8 bytes, Unix
/// milliseconds, big endian), body, signature (32 bytes).
/// </summary>
public sealed class TokenSigner
{
    /// <summary>The least length of a key in bytes.</summary>
    public const int MinKeyLength = 32;

    // Longer ones are not worth the work of decoding.
    private const int MaxTokenLength = 8192;
    private const int ExpiryLength = sizeof(long);

    private readonly byte[] _key;
    private readonly TimeProvider _time;

    /// <summary>Makes a signer.</summary>
    /// <param name="key">At least 32 random bytes, the same in all gateways.</param>
    /// <param name="time">Tells when tokens expire.</param>
    /// <exception cref="ArgumentException">The key is too short.</exception>
    public TokenSigner(ReadOnlySpan<byte> key, TimeProvider time)
    {
        if (key.Length < MinKeyLength)
            throw new ArgumentException($"A token key has at least {MinKeyLength} bytes; this one has {key.Length}.", nameof(key));
        _key = key.ToArray();
        _time = time;
    }

    /// <summary>Signs a body.</summary>
    /// <param name="purpose">What the token is for; another purpose does not accept it.</param>
    /// <param name="tenant">Whose it is; null for operators.</param>
    /// <param name="body">What it carries.</param>
    /// <param name="lifetime">How long it is accepted; null for ever.</param>
    public string Sign(string purpose, TenantId? tenant, ReadOnlySpan<byte> body, TimeSpan? lifetime)
    {
        var expiry = lifetime is { } span ? (_time.GetUtcNow() + span).ToUnixTimeMilliseconds() : long.MaxValue;
        var token = new byte[ExpiryLength + body.Length + HMACSHA256.HashSizeInBytes];
        BinaryPrimitives.WriteInt64BigEndian(token, expiry);
        body.CopyTo(token.AsSpan(ExpiryLength));
        Mac(purpose, tenant, token.AsSpan(0, ExpiryLength + body.Length), token.AsSpan(ExpiryLength + body.Length));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The body of a token; null where it was not signed for this purpose and tenant or has expired.</summary>
    public byte[]? Open(string purpose, TenantId? tenant, string token)
    {
        if (token.Length > MaxTokenLength || !Base64Url.IsValid(token))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        var signed = bytes.Length - HMACSHA256.HashSizeInBytes;
        if (signed < ExpiryLength)
            return null;
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Mac(purpose, tenant, bytes.AsSpan(0, signed), mac);
        if (!CryptographicOperations.FixedTimeEquals(mac, bytes.AsSpan(signed)))
            return null;
        return BinaryPrimitives.ReadInt64BigEndian(bytes) > _time.GetUtcNow().ToUnixTimeMilliseconds() ? bytes[ExpiryLength..signed] : null;
    }

    // The lengths keep (purpose, tenant) pairs apart whose texts run together to the same bytes.
    private void Mac(string purpose, TenantId? tenant, ReadOnlySpan<byte> content, Span<byte> mac)
    {
        using var hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        AppendText(hmac, purpose);
        AppendText(hmac, tenant?.Value ?? "");
        hmac.AppendData(content);
        hmac.GetHashAndReset(mac);
    }

    private static void AppendText(IncrementalHash hmac, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hmac.AppendData(length);
        hmac.AppendData(bytes);
    }
}
