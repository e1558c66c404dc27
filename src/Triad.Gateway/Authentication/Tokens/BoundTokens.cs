using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Calls;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Keys;

namespace Triad.Gateway.Authentication.Tokens;

/// <summary>
/// Verifies tokens that applications make from their API keys for their own users (docs/access.md): signed by a key that is derived from the API key's
/// secret, of which the platform has the public half. A token allows what its key allows, less what it leaves out, and within its filter.
/// </summary>
internal sealed class BoundTokens(
    IGrainFactory grains, BoundClaims claims, TokenLifetime lifetime, KeyUses uses, TimeProvider time, IOptions<GatewayOptions> options)
{
    /// <summary>The type in the header, so that no other JWT is taken for one.</summary>
    public const string Type = "triad-bound+jwt";

    private readonly JsonWebTokenHandler _handler = new();
    private readonly TimeSpan _longest = TimeSpan.FromMinutes(options.Value.BoundTokenMinutes);

    /// <summary>What the token allows; TokenInvalid with the reason.</summary>
    public async Task<Result<VerifiedToken>> VerifyAsync(JsonWebToken token, CancellationToken cancellationToken)
    {
        if (CheckHeader(token) is { } problem)
            return problem;
        var ends = lifetime.Check(token, _longest);
        if (!ends.IsOk)
            return ends.Error;
        if (!token.TryGetPayloadValue<long>(JwtRegisteredClaimNames.Nbf, out _))
            return TokenRefusal.Of("has no beginning, 'nbf'", "Make one with a beginning.");
        if (!token.Audiences.Contains(options.Value.TokenAudience, StringComparer.Ordinal))
            return TokenRefusal.Of(
                "is for another audience", string.Join(", ", token.Audiences), $"Make one for the audience '{options.Value.TokenAudience}'.");

        var now = time.GetUtcNow();
        var id = ApiKeyId.From(token.Issuer);
        var found = await grains.ApiKey(id).GetAsync(cancellationToken);
        if (!found.IsOk)
            return found.Error.Reason == ErrorReason.KeyNotFound ? TokenRefusal.OtherSigner : found.Error;
        var key = found.Value;
        if (key.ExpiresAt <= now)
            return TokenRefusal.OtherSigner;
        if (key.TokenKeys.IsEmpty)
            return TokenRefusal.Of(
                "is of a key that no tokens can be made from: an operator's, or one of before there were tokens", id.Value,
                "Rotate the key, or make another one for a tenant.");
        if (!await IsSignedAsync(token, [.. key.TokenKeys.Where(half => !(half.Until <= now))]))
            return TokenRefusal.OtherSigner;
        uses.Note(id, now);
        var caller = claims.Read(token, KeyAuthenticator.CallerOf(key));
        return caller.IsOk ? new VerifiedToken(caller.Value, key.ExpiresAt < ends.Value ? key.ExpiresAt.Value : ends.Value) : caller.Error;
    }

    private static Error? CheckHeader(JsonWebToken token)
    {
        if (token.Alg != SecurityAlgorithms.EcdsaSha256)
            return TokenRefusal.Of("is signed by another algorithm than ES256", token.Alg, "Sign it by ES256.");
        if (token.Typ != Type)
            return TokenRefusal.Of($"has another type than {Type}", token.Typ, "Write the type into its header.");
        return token.Kid == token.Issuer
            ? null
            : TokenRefusal.Of("names another key in its header than its issuer", token.Kid, "Write the id of the API key into both.");
    }

    private async Task<bool> IsSignedAsync(JsonWebToken token, ImmutableArray<BoundTokenPublicKey> halves)
    {
        foreach (var half in halves)
        {
            using var pair = ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = [.. half.Point.AsSpan(0, BoundTokenKey.CoordinateBytes)], Y = [.. half.Point.AsSpan()[BoundTokenKey.CoordinateBytes..]] },
            });
            var parameters = new TokenValidationParameters
            {
                ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
                IssuerSigningKey = new ECDsaSecurityKey(pair) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
                ValidateIssuer = false,
                ValidateAudience = false,
                ValidateLifetime = false,
            };
            if ((await _handler.ValidateTokenAsync(token, parameters)).IsValid)
                return true;
        }

        return false;
    }
}
