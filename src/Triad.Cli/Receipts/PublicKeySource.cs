using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Triad.Cli.Receipts;

/// <summary>Fetches public keys. A platform's plaintext address speaks HTTP/2 alone.</summary>
internal static class PublicKeySource
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static HttpClient Connect(Uri address, string? authority)
    {
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
        if (authority is not null)
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(authority);
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        return new HttpClient(handler)
        {
            Timeout = Patience,
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = address.Scheme == Uri.UriSchemeHttps ? HttpVersionPolicy.RequestVersionOrLower : HttpVersionPolicy.RequestVersionExact,
        };
    }
}
