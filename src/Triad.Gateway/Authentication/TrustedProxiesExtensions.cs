using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Triad.Gateway.Authentication;

/// <summary>Takes the caller's address from the proxies that the operator names, and from nobody else.</summary>
internal static class TrustedProxiesExtensions
{
    /// <summary>Looks at X-Forwarded-For where there are such proxies; the last address that is none of theirs is the caller's.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var proxies = app.Services.GetRequiredService<IOptions<GatewayOptions>>().Value.TrustedProxies;
        if (proxies.Count == 0)
            return;
        var headers = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        headers.KnownProxies.Clear();
        headers.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
            headers.KnownIPNetworks.Add(AllowedNetworks.Parse(proxy, "").Value);
        app.UseForwardedHeaders(headers);
    }
}
