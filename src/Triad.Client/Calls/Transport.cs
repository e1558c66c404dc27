using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Triad.Client.Calls;

/// <summary>The client's own connections.</summary>
internal static class Transport
{
    /// <summary>Makes them.</summary>
    /// <param name="certificateAuthorityFile">PEM file of the authorities to trust; null for those of the system.</param>
    /// <exception cref="ArgumentException">The file has no certificates.</exception>
    public static SocketsHttpHandler Create(string? certificateAuthorityFile) => new()
    {
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        SslOptions = certificateAuthorityFile is null
            ? new SslClientAuthenticationOptions()
            : new SslClientAuthenticationOptions { CertificateChainPolicy = OnlyFrom(certificateAuthorityFile) },
    };

    private static X509ChainPolicy OnlyFrom(string file)
    {
        // An authority of one's own seldom says where it lists what it has revoked.
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(file);
        }
        catch (CryptographicException exception)
        {
            throw NoCertificates(file, exception);
        }

        return policy.CustomTrustStore.Count > 0 ? policy : throw NoCertificates(file, null);
    }

    private static ArgumentException NoCertificates(string file, Exception? cause) =>
        new($"CertificateAuthorityFile is '{file}', which has no certificates: give a PEM file of certificates.", cause);
}
