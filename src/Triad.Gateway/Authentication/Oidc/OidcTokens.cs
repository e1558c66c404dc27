using System.Collections.Immutable;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Authentication.Tokens;
using Triad.Gateway.Calls;

namespace Triad.Gateway.Authentication.Oidc;

/// <summary>Verifies tokens of issuers that the operator has set up: ASP.NET Core's JwtBearer looks at the token, this at whom it makes of it.</summary>
internal sealed class OidcTokens
{
    private readonly ImmutableDictionary<string, (OidcIssuerOptions Options, IssuerKeys Keys)> _issuers;
    private readonly TokenLifetime _lifetime;

    /// <summary>Sets the issuers up; nothing is fetched before the first token.</summary>
    public OidcTokens(IOptions<GatewayOptions> options, TokenLifetime lifetime, TimeProvider time, ILoggerFactory loggers)
    {
        _lifetime = lifetime;
        _issuers = options.Value.Oidc.ToImmutableDictionary(
            issuer => issuer.Issuer,
            issuer => (issuer, new IssuerKeys(issuer, IssuerHttp.Create(), time, loggers.CreateLogger<IssuerKeys>())),
            StringComparer.Ordinal);
    }

    /// <summary>The keys of an issuer.</summary>
    public IssuerKeys KeysOf(string issuer) => _issuers[issuer].Keys;

    /// <summary>What the token allows; TokenInvalid with the reason, or Unavailable while the issuer's keys cannot be had.</summary>
    public async Task<Result<VerifiedToken>> VerifyAsync(JsonWebToken token, HttpContext http)
    {
        if (!_issuers.TryGetValue(token.Issuer, out var issuer))
            return TokenRefusal.Of("is of an issuer that the platform does not know", token.Issuer, "Use a token of an issuer that the operator has set up.");
        if (!SigningAlgorithms.AreKnown(token.Alg))
            return TokenRefusal.Of("is signed by an algorithm that is not accepted", token.Alg, $"Have it signed by one of {SigningAlgorithms.Names}.");
        var ends = _lifetime.Check(token, null);
        if (!ends.IsOk)
            return ends.Error;
        if (!token.Audiences.Contains(issuer.Options.Audience, StringComparer.Ordinal))
            return TokenRefusal.Of("is for another audience", string.Join(", ", token.Audiences), $"Get one for the audience '{issuer.Options.Audience}'.");
        var ready = await issuer.Keys.EnsureAsync(token.Kid is { Length: > 0 } keyId ? keyId : null, http.RequestAborted);
        if (!ready.IsOk)
            return ready.Error!;

        var looked = await http.AuthenticateAsync(issuer.Options.Issuer);
        if (!looked.Succeeded)
            return Refuse(looked.Failure, token);
        var caller = CallerOf(token, issuer.Options); // The one that was verified just now.
        return caller.IsOk ? new VerifiedToken(caller.Value, ends.Value) : caller.Error;
    }

    private static Error Refuse(Exception? failure, JsonWebToken token) => failure switch
    {
        SecurityTokenSignatureKeyNotFoundException => TokenRefusal.Of(
            "is signed by a key that its issuer does not have", token.Kid, "Get another one from the issuer."),
        _ => TokenRefusal.Of("is not signed by its issuer", token.Issuer, "Get another one from the issuer."),
    };

    private static Result<Caller> CallerOf(JsonWebToken token, OidcIssuerOptions options)
    {
        if (token.Subject is not { Length: > 0 and <= BoundClaims.MaxSubject } subject)
            return TokenRefusal.Of("does not say whom it is for", token.Subject, $"Have the issuer give 'sub' 1 to {BoundClaims.MaxSubject} characters.");
        var scopes = ClaimPath.WordsOf(token, options.ScopeClaim).Aggregate(
            CallScopes.None, (held, word) => held | (options.Scopes.TryGetValue(word, out var name) ? ScopeNames.Parse(name) : CallScopes.None));
        if (scopes.HasFlag(CallScopes.Operator))
            return new Caller(null, null, scopes) { Subject = subject };
        var named = options.Tenant.Length > 0 ? options.Tenant : ClaimPath.TextOf(token, options.TenantClaim) ?? "";
        var tenant = TenantId.Parse(named);
        return tenant.IsOk
            ? new Caller(null, tenant.Value, scopes) { Subject = subject }
            : TokenRefusal.Of($"names no tenant in its claim '{options.TenantClaim}'", named, "Have the issuer name the tenant.");
    }
}
