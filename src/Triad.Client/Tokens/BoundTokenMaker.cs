using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Triad.Client.Tokens;

/// <summary>Makes tokens from an API key, without a call.</summary>
internal static class BoundTokenMaker
{
    private const string Type = "triad-bound+jwt";
    private const int MaxSubject = 200;

    public static string Make(DrawnApiKey key, BoundTokenOptions options, DateTimeOffset now)
    {
        var problems = ProblemsOf(options).ToList();
        if (problems.Count > 0)
            throw new ArgumentException(string.Join(" ", problems), nameof(options));

        using var pair = BoundTokenKey.Derive(key.Id, key.Secret);
        using var filter = JsonDocument.Parse(options.Filter.ToJson());
        var claims = new Dictionary<string, object>
        {
            [JwtRegisteredClaimNames.Sub] = options.Subject,
            ["scope"] = string.Join(' ', options.Scopes.Select(NameOf).Distinct()),
            ["filter"] = filter.RootElement,
        };
        if (options.Tenant is { Length: > 0 } tenant)
            claims["tenant"] = tenant;
        var signer = new ECDsaSecurityKey(pair) { KeyId = key.Id, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } };
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            TokenType = Type,
            Issuer = key.Id,
            Audience = options.Audience,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + options.Lifetime).UtcDateTime,
            Claims = claims,
            SigningCredentials = new SigningCredentials(signer, SecurityAlgorithms.EcdsaSha256),
        });
    }

    private static IEnumerable<string> ProblemsOf(BoundTokenOptions options)
    {
        if (options.Subject is not { Length: > 0 and <= MaxSubject } || options.Subject.Any(char.IsControl))
            yield return $"Subject is '{options.Subject}': give 1 to {MaxSubject} characters that can be printed.";
        if (options.Lifetime < TimeSpan.FromSeconds(1))
            yield return $"Lifetime is {options.Lifetime}: give at least a second.";
        if (options.Scopes.Count == 0)
            yield return "Scopes is empty: give Search, Ingest or both.";
        foreach (var scope in options.Scopes.Where(scope => scope is not (KeyScope.Search or KeyScope.Ingest)))
            yield return $"Scopes has {scope}, which cannot be lent: give Search, Ingest or both.";
        if (string.IsNullOrEmpty(options.Audience))
            yield return "Audience is empty: give the platform's.";
    }

    private static string NameOf(KeyScope scope) => scope == KeyScope.Search ? "search" : "ingest";
}
