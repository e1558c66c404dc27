using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Triad.Gateway.Authentication.Oidc;

/// <summary>
/// The way to a claim within others: names with dots between them, such as <c>realm_access.roles</c>. A name may have dots itself
/// (<c>https://triad.example/roles</c>): at each step the longest one that is there counts.
/// </summary>
internal static class ClaimPath
{
    /// <summary>Most names of a path.</summary>
    public const int MaxDepth = 16;

    /// <summary>True where there is a name between all of its dots, and not too many.</summary>
    public static bool IsPath(string path) => path.Split('.') is { Length: <= MaxDepth } names && names.All(name => name.Length > 0);

    /// <summary>The words of a verified token's claim: those of a text, and of each text of a list. None where it is something else, or not there.</summary>
    public static IReadOnlyList<string> WordsOf(JsonWebToken token, string path)
    {
        using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        return Find(claims.RootElement, path) is { } claim
            ? [.. TextsOf(claim).SelectMany(text => text.Split(' ', StringSplitOptions.RemoveEmptyEntries))]
            : [];
    }

    /// <summary>A verified token's claim that is one text, or a list of one; null where it is something else, or not there.</summary>
    public static string? TextOf(JsonWebToken token, string path)
    {
        using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
        return Find(claims.RootElement, path) is { } claim && TextsOf(claim).ToList() is [var text] ? text : null;
    }

    private static JsonElement? Find(JsonElement within, string path)
    {
        if (within.ValueKind != JsonValueKind.Object)
            return null;
        if (within.TryGetProperty(path, out var claim))
            return claim;
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            if (within.TryGetProperty(path[..dot], out var inner) && Find(inner, path[(dot + 1)..]) is { } found)
                return found;
        }

        return null;
    }

    private static IEnumerable<string> TextsOf(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.String => [claim.GetString()!],
        JsonValueKind.Array => claim.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).ToList(),
        _ => [],
    };
}
