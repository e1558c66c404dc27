using System.Net;
using System.Net.Security;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Options;
using Triad.Gateway.Listeners;
using Triad.Server.Certificates;
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
            var all = EdgeUrl.ParseAll(urls);
            foreach (var url in all)
                Check(url, options);
            var certificate = all.Any(url => url.IsSecure) ? Watched(kestrel.ApplicationServices, options) : null;
            foreach (var url in all)
                Listen(kestrel, url, certificate);
        });
    }

    private static void Check(EdgeUrl url, ServerOptions options)
    {
        // Whether the process is ready is no secret; a key, a query and what a queue holds may be.
        if (!url.IsSecure && !IPAddress.IsLoopback(url.EndPoint.Address) && !options.AllowPlaintext && url.Kind != ListenerKinds.Health)
        {
            throw new StartException(
                $"--urls '{url.Text}' would serve plaintext beyond this machine. Use https with {ServerOptions.Section}:{nameof(options.CertificatePath)}, or set {ServerOptions.Section}:{nameof(options.AllowPlaintext)}=true.");
        }

        if (url.IsSecure && options.CertificatePath is null)
            throw new StartException($"--urls '{url.Text}' needs a certificate. Set {ServerOptions.Section}:{nameof(options.CertificatePath)}.");
    }

    private static RenewedCertificate Watched(IServiceProvider services, ServerOptions options) => services.GetRequiredService<CertificateWatch>().Add(
        new RenewedCertificate(
            new CertificateFiles(
                $"{ServerOptions.Section}:{nameof(options.CertificatePath)}", options.CertificatePath!, options.CertificateKeyPath,
                $"{ServerOptions.Section}:{nameof(options.ClientCaPath)}", options.ClientCaPath),
            services.GetRequiredService<TimeProvider>()));

    private static void Listen(KestrelServerOptions kestrel, EdgeUrl url, RenewedCertificate? certificate) => kestrel.Listen(url.EndPoint, listen =>
    {
        // Browsers speak the older protocol where there is no TLS.
        listen.Protocols = url.Kind == ListenerKinds.Dashboard ? HttpProtocols.Http1AndHttp2 : HttpProtocols.Http2;
        listen.Serve(url.Kind);
        if (url.IsSecure)
            listen.UseHttps(new TlsHandshakeCallbackOptions { OnConnection = _ => ValueTask.FromResult(Handshake(url.Kind, certificate!)) });
    });

    // Made for each connection: the certificate may be a new one, and so may be the authorities.
    private static SslServerAuthenticationOptions Handshake(ListenerKinds kind, RenewedCertificate certificate) => new()
    {
        ServerCertificateContext = certificate.Current.Context,
        ClientCertificateRequired = certificate.Files.Authorities is not null,
        RemoteCertificateValidationCallback = (_, shown, chain, _) => certificate.Files.Authorities is null || certificate.Current.Trusts(shown, chain),
        ApplicationProtocols = kind == ListenerKinds.Dashboard
            ? [SslApplicationProtocol.Http2, SslApplicationProtocol.Http11]
            : [SslApplicationProtocol.Http2],
    };
}
