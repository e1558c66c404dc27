using System.Net;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Triad.Server.Hosting;

namespace Triad.Server.Edge;

/// <summary>Opens the addresses: HTTP/2 only, TLS with a given certificate, plaintext on loopback only unless told otherwise.</summary>
internal static class EdgeExtensions
{
    public static void UseTriadEdge(this ConfigureWebHostBuilder web, string urls)
    {
        web.UseKestrelHttpsConfiguration();
        web.ConfigureKestrel((_, kestrel) =>
        {
            // The first place that looks at settings: an operator hears of all that are wrong at once, not of one part's.
            kestrel.ApplicationServices.GetRequiredService<IStartupValidator>().Validate();
            var options = kestrel.ApplicationServices.GetRequiredService<IOptions<ServerOptions>>().Value;
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null; // Uploads are limited by the gateway, message by message and in all.
            kestrel.Limits.MinRequestBodyDataRate = null; // A client stream may pause; its deadline ends it.

            // The defaults of HTTP/2 are made for pages: here one connection carries a whole service's calls, and uploads fill its windows.
            kestrel.Limits.Http2.MaxStreamsPerConnection = 1000;
            kestrel.Limits.Http2.InitialStreamWindowSize = 1 << 20;
            kestrel.Limits.Http2.InitialConnectionWindowSize = 8 << 20;
            foreach (var url in Split(urls))
                Listen(kestrel, ParseUrl(url), options);
        });
    }

    /// <summary>The addresses of a list.</summary>
    public static string[] Split(string urls) => urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Where an address listens.</summary>
    /// <exception cref="StartException">It is none.</exception>
    public static IPEndPoint EndPointOf(string url)
    {
        var parsed = ParseUrl(url);
        return new IPEndPoint(AddressOf(parsed), parsed.Port);
    }

    private static Uri ParseUrl(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
            ? uri
            : throw new StartException($"--urls '{url}' is not an address. Write http://127.0.0.1:7443 or https://0.0.0.0:7443.");

    private static void Listen(KestrelServerOptions kestrel, Uri url, ServerOptions options)
    {
        var address = AddressOf(url);
        var secure = url.Scheme == "https";
        if (!secure && !IPAddress.IsLoopback(address) && !options.AllowPlaintext)
        {
            throw new StartException(
                $"--urls '{url}' would serve plaintext beyond this machine. Use https with {ServerOptions.Section}:{nameof(options.CertificatePath)}, or set {ServerOptions.Section}:{nameof(options.AllowPlaintext)}=true.");
        }

        if (secure && options.CertificatePath is null)
            throw new StartException($"--urls '{url}' needs a certificate. Set {ServerOptions.Section}:{nameof(options.CertificatePath)}.");
        var certificate = secure ? ServerCertificate.Load(options) : null;
        kestrel.Listen(address, url.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            if (certificate is not null)
                listen.UseHttps(https => (https.ServerCertificate, https.ServerCertificateChain) = (certificate.Leaf, certificate.Chain));
        });
    }

    private static IPAddress AddressOf(Uri url) => url.Host switch
    {
        "localhost" => IPAddress.Loopback,
        _ when IPAddress.TryParse(url.Host.Trim('[', ']'), out var address) => address,
        _ => throw new StartException($"--urls '{url}' names a host. Write an IP address of this machine, or localhost."),
    };
}
