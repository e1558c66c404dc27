using System.Security.Cryptography;
using System.Text;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Gateway.Authentication;

/// <summary>An API key as a client presents it: <c>Bearer tk_keyid_secret</c>.</summary>
/// <param name="Id">The public part.</param>
/// <param name="Token">The whole token.</param>
internal readonly record struct BearerKey(ApiKeyId Id, string Token)
{
    private const string Scheme = "Bearer ";
    private const string Prefix = "tk_";
    private const int MaxLength = 256;

    /// <summary>What is said about every key that is not accepted; it never tells why.</summary>
    public static Error Refusal { get; } = new(
        ErrorReason.KeyInvalid,
        "The call carries no valid API key.",
        "authorization",
        Remedy: "Send 'authorization: Bearer tk_<keyid>_<secret>' with a key that is neither revoked nor expired.");

    /// <summary>SHA-256 of the whole token.</summary>
    public byte[] Hash() => SHA256.HashData(Encoding.UTF8.GetBytes(Token));

    /// <summary>Reads the value of the authorization header.</summary>
    public static Result<BearerKey> Parse(string? header)
    {
        if (header is null || header.Length > MaxLength || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return Refusal;
        var token = header[Scheme.Length..].Trim();
        if (!token.StartsWith(Prefix, StringComparison.Ordinal))
            return Refusal;
        var end = token.IndexOf('_', Prefix.Length);
        if (end < 0 || end + 1 == token.Length || ApiKeyId.Parse(token[Prefix.Length..end]) is not { IsOk: true } id)
            return Refusal;
        return new BearerKey(id.Value, token);
    }
}
