using System.Collections.Immutable;
using System.Security.Cryptography;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Keys;

/// <summary>An API key as clients send it, <c>tk_&lt;key id&gt;_&lt;secret&gt;</c>: 16 letters and digits, and 256 random bits as 64 hexadecimal digits.</summary>
public sealed class ApiKeySecret
{
    private const string Prefix = "tk_";
    private const string KeyIdAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
    private const int KeyIdLength = 16;
    private const int SecretBytes = 32;

    // One a thread: to set one up costs as much as to hash a secret.
    [ThreadStatic]
    private static IncrementalHash? _hash;

    private ApiKeySecret(ApiKeyId keyId, string token, ReadOnlySpan<byte> sha256)
    {
        KeyId = keyId;
        Sha256 = [.. sha256];
        Token = token;
    }

    /// <summary>The public part.</summary>
    public ApiKeyId KeyId { get; }

    /// <summary>SHA-256 of the secret's 32 bytes.</summary>
    public ImmutableArray<byte> Sha256 { get; }

    /// <summary>The whole token.</summary>
    public string Token { get; }

    /// <summary>Draws a new key.</summary>
    public static ApiKeySecret Draw() => Draw(ApiKeyId.From(RandomNumberGenerator.GetString(KeyIdAlphabet, KeyIdLength)));

    /// <summary>Draws another secret of a key.</summary>
    public static ApiKeySecret Draw(ApiKeyId keyId)
    {
        var secret = RandomNumberGenerator.GetBytes(SecretBytes);
        return new ApiKeySecret(keyId, $"{Prefix}{keyId}_{Convert.ToHexStringLower(secret)}", SHA256.HashData(secret));
    }

    /// <summary>What tokens made from the secret are checked with.</summary>
    public ImmutableArray<byte> TokenKey() => BoundTokenKey.PublicOf(KeyId, Convert.FromHexString(Token.AsSpan(Token.LastIndexOf('_') + 1)));

    /// <summary>Reads a token; KeyInvalid where it has another form.</summary>
    public static Result<ApiKeySecret> Parse(string? token)
    {
        Span<byte> sha256 = stackalloc byte[SHA256.HashSizeInBytes];
        return TryHash(token, sha256, out var keyId) && ApiKeyId.Parse(keyId.ToString()) is { IsOk: true, Value: var id }
            ? new ApiKeySecret(id, token!, sha256)
            : Refusal;
    }

    /// <summary>
    /// The part of a token that says which key it is of, not checked to be an id, and the hash of its secret; false where it has another form. For the
    /// path of every call: it allocates nothing.
    /// </summary>
    public static bool TryHash(ReadOnlySpan<char> token, Span<byte> sha256, out ReadOnlySpan<char> keyId)
    {
        var separator = token.LastIndexOf('_');
        keyId = default;
        if (separator <= Prefix.Length || !token.StartsWith(Prefix, StringComparison.Ordinal) || token.Length - separator - 1 != 2 * SecretBytes)
            return false;
        Span<byte> secret = stackalloc byte[SecretBytes];
        if (Convert.FromHexString(token[(separator + 1)..], secret, out _, out _) != System.Buffers.OperationStatus.Done)
            return false;
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _hash.AppendData(secret);
        _hash.GetHashAndReset(sha256);
        keyId = token[Prefix.Length..separator];
        return true;
    }

    /// <summary>The one answer to every key that is not valid, whatever is wrong with it.</summary>
    public static Error Refusal { get; } = new(
        ErrorReason.KeyInvalid,
        "The API key is not valid.",
        "authorization",
        null,
        "Send 'authorization: Bearer tk_<key id>_<secret>' with a key that is neither revoked nor expired.");
}
