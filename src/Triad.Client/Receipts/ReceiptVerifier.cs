using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Triad.Client;

/// <summary>
/// Checks receipts against the platform's public keys, without the platform. A receipt is a JWS (RFC 7515) with ES256; the keys are a JSON Web Key
/// Set (RFC 7517), which every gateway has at <c>/.well-known/jwks.json</c>.
/// </summary>
public static class ReceiptVerifier
{
    private const string Issuer = "triad";
    private const string MediaType = "triad-receipt+jwt";

    private static readonly JsonWebTokenHandler Tokens = new() { MapInboundClaims = false };

    /// <summary>Looks whether the platform has signed a receipt.</summary>
    /// <param name="jws">The signed statement, compact.</param>
    /// <param name="jwks">The platform's public keys, as JSON.</param>
    /// <returns>What was found; a wrong receipt is no exception.</returns>
    /// <exception cref="FormatException"><paramref name="jwks"/> is no JSON Web Key Set.</exception>
    public static async Task<ReceiptCheck> VerifyAsync(string jws, string jwks)
    {
        var keys = ReadKeys(jwks);
        var text = jws.Trim();
        if (!Tokens.CanReadToken(text) || text.Count(c => c == '.') != 2)
            return new ReceiptCheck("It is no receipt: a signed statement has three parts with dots between them.", null, null);
        JsonWebToken token;
        try
        {
            token = Tokens.ReadJsonWebToken(text);
        }
        catch (ArgumentException)
        {
            return new ReceiptCheck("It is no receipt: its parts are not JSON.", null, null);
        }

        var keyId = string.IsNullOrEmpty(token.Kid) ? null : token.Kid;
        if (HeaderProblem(token, keyId, keys) is { } problem)
            return new ReceiptCheck(problem, keyId, null);
        var checkedToken = await Tokens.ValidateTokenAsync(text, ParametersOf(keys)).ConfigureAwait(false);
        if (!checkedToken.IsValid)
            return new ReceiptCheck(ProblemOf(checkedToken.Exception, keyId!), keyId, null);
        try
        {
            using var claims = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload));
            return new ReceiptCheck(null, keyId, ReceiptClaims.Read(claims.RootElement, text));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return new ReceiptCheck($"It is signed, and yet no receipt: {exception.Message}", keyId, null);
        }
    }

    private static IReadOnlyList<JsonWebKey> ReadKeys(string jwks)
    {
        try
        {
            return [.. new JsonWebKeySet(jwks).Keys];
        }
        catch (Exception exception) when (exception is ArgumentException or JsonException)
        {
            throw new FormatException("It is no JSON Web Key Set.", exception);
        }
    }

    private static string? HeaderProblem(JsonWebToken token, string? keyId, IReadOnlyList<JsonWebKey> keys)
    {
        if (string.Equals(token.Alg, SecurityAlgorithms.None, StringComparison.OrdinalIgnoreCase) || string.IsNullOrEmpty(token.Alg))
            return "It is not signed (alg 'none'): anybody can have written it.";
        if (token.Alg != SecurityAlgorithms.EcdsaSha256)
            return $"It is signed with '{token.Alg}'; receipts are signed with ES256.";
        if (token.Typ != MediaType)
            return $"It is signed, but as '{token.Typ}'; a receipt is '{MediaType}'.";
        if (keyId is null)
            return "It does not say which key has signed it (kid).";
        return keys.Any(key => key.Kid == keyId)
            ? null
            : $"The key '{keyId}' is none of the platform's: another platform has signed it, or the key set is older than the receipt.";
    }

    private static TokenValidationParameters ParametersOf(IReadOnlyList<JsonWebKey> keys) => new()
    {
        IssuerSigningKeys = keys,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
        ValidTypes = [MediaType],
        ValidIssuer = Issuer,
        ValidateAudience = false,
        ValidateLifetime = false, // It says what was, and that does not end.
        RequireExpirationTime = false,
    };

    private static string ProblemOf(Exception problem, string keyId) => problem switch
    {
        SecurityTokenInvalidSignatureException => $"The signature does not fit: the key '{keyId}' has not signed what it says. It was changed.",
        SecurityTokenInvalidIssuerException => "It is not issued by Triad.",
        _ => $"It cannot be verified: {problem.GetType().Name}.",
    };
}
