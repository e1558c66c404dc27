using System.Security.Cryptography;
using System.Text.Json;
using Google.Protobuf;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Gateway.Tokens;

/// <summary>Page tokens: encrypted, since they carry what is not their bearer's to know, such as the writes of a library that was granted; bound to the tenant and to the very list that they continue, and short-lived.</summary>
internal sealed class PageTokens(TokenSigner signer, IOptions<GatewayOptions> options)
{
    private readonly TimeSpan _lifetime = TimeSpan.FromMinutes(options.Value.PageTokenMinutes);

    /// <summary>Makes a token.</summary>
    /// <param name="purpose">The kind of list.</param>
    /// <param name="tenant">Whose list; null for operators.</param>
    /// <param name="list">The request without page token and page size: another request does not accept the token.</param>
    /// <param name="cursor">Where the next page goes on.</param>
    public string Make<T>(string purpose, TenantId? tenant, IMessage list, T cursor) =>
        signer.Seal(Bound(purpose, list), tenant, JsonSerializer.SerializeToUtf8Bytes(cursor), _lifetime);

    /// <summary>Reads a token: null where there is none; PageTokenInvalid where it does not belong here.</summary>
    public Result<T?> Read<T>(string purpose, TenantId? tenant, IMessage list, string token, string field)
        where T : class
    {
        if (token.Length == 0)
            return Result<T?>.Ok(null);
        return signer.Unseal(Bound(purpose, list), tenant, token) is { } body
            ? JsonSerializer.Deserialize<T>(body)
            : Error.Of(
                ErrorReason.PageTokenInvalid,
                field,
                token,
                "is not a valid page token of this list, or is too old",
                "Repeat the request of the first page without a page token.");
    }

    private static string Bound(string purpose, IMessage list) => $"{purpose}/{Convert.ToHexStringLower(SHA256.HashData(list.ToByteArray()))}";
}
