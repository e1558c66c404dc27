using System.Buffers.Text;
using System.Security.Cryptography;
using Triad.Core.Errors;

namespace Triad.Core.Identity;

/// <summary>A whole API key as clients send it: <c>tk_keyid_secret</c>, the secret being 256 random bits in base64url.</summary>
public sealed class ApiKeyToken
{
    /// <summary>Bytes of a secret.</summary>
    public const int SecretLength = 32;

    /// <summary>Ids of operators' keys begin with this; no tenant's key does.</summary>
    public const string OperatorPrefix = "operator";

    private const string Prefix = "tk_";
    private const string IdAlphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int DrawnIdLength = 16;

    private readonly byte[] _secret;

    private ApiKeyToken(ApiKeyId id, byte[] secret)
    {
        Id = id;
        _secret = secret;
    }

    /// <summary>The public part.</summary>
    public ApiKeyId Id { get; }

    /// <summary>Draws a new key with the system's secure random numbers.</summary>
    /// <param name="forOperator">True for an operator's key.</param>
    public static ApiKeyToken Draw(bool forOperator)
    {
        string drawn;
        do
            drawn = RandomNumberGenerator.GetString(IdAlphabet, DrawnIdLength);
        while (drawn.StartsWith(OperatorPrefix, StringComparison.Ordinal));
        return new ApiKeyToken(ApiKeyId.From(forOperator ? OperatorPrefix + drawn : drawn), RandomNumberGenerator.GetBytes(SecretLength));
    }

    /// <summary>Reads a key. KeyInvalid for whatever is not one; the error never repeats the text.</summary>
    public static Result<ApiKeyToken> Parse(string? text)
    {
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return Refusal;
        var end = text.IndexOf('_', Prefix.Length);
        if (end < 0 || ApiKeyId.Parse(text[Prefix.Length..end]) is not { IsOk: true } id)
            return Refusal;
        var secret = text.AsSpan(end + 1);
        return Base64Url.IsValid(secret, out var length) && length == SecretLength
            ? new ApiKeyToken(id.Value, Base64Url.DecodeFromChars(secret))
            : Refusal;
    }

    /// <summary>What is said about every key that is not accepted; it never tells why.</summary>
    public static Error Refusal { get; } = new(
        ErrorReason.KeyInvalid,
        "The call carries no valid API key. Send 'authorization: Bearer tk_<keyid>_<secret>' with a key that is neither revoked nor expired.",
        "authorization",
        Remedy: "Send 'authorization: Bearer tk_<keyid>_<secret>' with a key that is neither revoked nor expired.");

    /// <summary>SHA-256 of the secret's bytes: all that is kept of it.</summary>
    public byte[] SecretSha256() => SHA256.HashData(_secret);

    /// <summary>The whole key. Show it once and never log it.</summary>
    public string Reveal() => $"{Prefix}{Id}_{Base64Url.EncodeToString(_secret)}";

    /// <inheritdoc/>
    public override string ToString() => Id.ToString();
}
