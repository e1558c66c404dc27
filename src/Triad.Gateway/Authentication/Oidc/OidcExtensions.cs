using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Triad.Gateway.Authentication.Oidc;

/// <summary>Adds a scheme of ASP.NET Core's JwtBearer for each issuer.</summary>
internal static class OidcExtensions
{
    /// <summary>Adds the schemes, each under the name of its issuer. Whatever is wrong with them is found by the options' validator.</summary>
    public static void AddTriadOidc(this IServiceCollection services)
    {
        services.AddSingleton<OidcTokens>();

        // The core alone: the rest of it keeps keys for cookies on the disk.
        services.AddAuthenticationCore();
        services.AddWebEncoders();
        services.AddOptions<AuthenticationOptions>().Configure<IOptions<GatewayOptions>>((authentication, gateway) =>
        {
            foreach (var issuer in gateway.Value.Oidc)
                authentication.AddScheme<JwtBearerHandler>(issuer.Issuer, null);
        });
        services.AddTransient<JwtBearerHandler>();
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, IssuerSchemes>();
    }

    /// <summary>Leaves out the middleware that WebApplication would add for the schemes: the gate asks for the right one, and for API keys for none.</summary>
    public static void OmitAuthenticationMiddleware(this IApplicationBuilder app) => app.Properties["__AuthenticationMiddlewareSet"] = true;
}
