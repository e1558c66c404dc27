using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Triad.Gateway.Authentication.Oidc;

/// <summary>How JwtBearer looks at the tokens of each issuer.</summary>
internal sealed class IssuerSchemes(OidcTokens tokens, IOptions<GatewayOptions> gateway) : IConfigureNamedOptions<JwtBearerOptions>
{
    /// <inheritdoc/>
    public void Configure(JwtBearerOptions options)
    {
        // There is no scheme without a name.
    }

    /// <inheritdoc/>
    public void Configure(string? name, JwtBearerOptions options)
    {
        var issuer = gateway.Value.Oidc.First(issuer => issuer.Issuer == name);
        options.ConfigurationManager = tokens.KeysOf(issuer.Issuer);
        options.MapInboundClaims = false; // Claims keep the names that the issuer and the operator know.
        options.TokenValidationParameters = new TokenValidationParameters
        {
            ValidIssuer = issuer.Issuer,
            ValidAudience = issuer.Audience,
            ValidAlgorithms = SigningAlgorithms.All,
            ValidateLifetime = false, // Looked at before, by the platform's clock.
        };
    }
}
