using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Triad.Core.Identity;

namespace Triad.Gateway.Tokens;

/// <summary>
/// Signs or encrypts what leaves the platform and comes back: page tokens, upload ids, watermarks. A token is bound to its purpose and tenant
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
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int SealKeyLength = 32;

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

    /// <summary>Encrypts a body: for what is not its bearer's to know.</summary>
    /// <param name="purpose">What the token is for; another purpose does not accept it.</param>
    /// <param name="tenant">Whose it is; null for operators.</param>
    /// <param name="body">What it carries.</param>
    /// <param name="lifetime">How long it is accepted.</param>
    public string Seal(string purpose, TenantId? tenant, ReadOnlySpan<byte> body, TimeSpan lifetime)
    {
        var token = new byte[ExpiryLength + NonceLength + body.Length + TagLength];
        BinaryPrimitives.WriteInt64BigEndian(token, (_time.GetUtcNow() + lifetime).ToUnixTimeMilliseconds());
        var nonce = token.AsSpan(ExpiryLength, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var cipher = CipherOf(token.AsSpan(0, ExpiryLength));
        cipher.Encrypt(nonce, body, token.AsSpan(ExpiryLength + NonceLength, body.Length), token.AsSpan(^TagLength..), BoundTo(purpose, tenant));
        return Base64Url.EncodeToString(token);
    }

    /// <summary>The body of a sealed token; null where it was not sealed for this purpose and tenant or has expired.</summary>
    public byte[]? Unseal(string purpose, TenantId? tenant, string token)
    {
        if (token.Length > MaxTokenLength || !Base64Url.IsValid(token))
            return null;
        var bytes = Base64Url.DecodeFromChars(token);
        var length = bytes.Length - ExpiryLength - NonceLength - TagLength;
        if (length < 0 || BinaryPrimitives.ReadInt64BigEndian(bytes) <= _time.GetUtcNow().ToUnixTimeMilliseconds())
            return null;
        var body = new byte[length];
        using var cipher = CipherOf(bytes.AsSpan(0, ExpiryLength));
        try
        {
            cipher.Decrypt(
                bytes.AsSpan(ExpiryLength, NonceLength), bytes.AsSpan(ExpiryLength + NonceLength, length), bytes.AsSpan(^TagLength..), body, BoundTo(purpose, tenant));
            return body;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    // The key follows from the expiry too, which binds it: so few tokens share one that their random nonces never meet.
    private AesGcm CipherOf(ReadOnlySpan<byte> expiry)
    {
        Span<byte> key = stackalloc byte[SealKeyLength];
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, key, expiry, "triad sealed token AES-256-GCM v1"u8);
        var cipher = new AesGcm(key, TagLength);
        CryptographicOperations.ZeroMemory(key);
        return cipher;
    }

    // The first length keeps pairs apart whose texts run together to the same bytes.
    private static byte[] BoundTo(string purpose, TenantId? tenant)
    {
        var text = Encoding.UTF8.GetBytes(purpose + (tenant?.Value ?? ""));
        var bound = new byte[sizeof(int) + text.Length];
        BinaryPrimitives.WriteInt32BigEndian(bound, Encoding.UTF8.GetByteCount(purpose));
        text.CopyTo(bound, sizeof(int));
        return bound;
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
