using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Triad.Server.Hosting;

namespace Triad.Server.Edge;

/// <summary>The certificate that the edge shows, with those that lead from it to its authority.</summary>
internal sealed record ServerCertificate(X509Certificate2 Leaf, X509Certificate2Collection Chain)
{
    /// <summary>Reads it from the files that the settings name.</summary>
    /// <exception cref="StartException">They are not what they should be.</exception>
    public static ServerCertificate Load(ServerOptions options)
    {
        try
        {
            var leaf = X509Certificate2.CreateFromPemFile(options.CertificatePath!, options.CertificateKeyPath);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(options.CertificatePath!);
            chain.RemoveAt(0); // The leaf itself.
            return new ServerCertificate(leaf, chain);
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"{ServerOptions.Section}:{nameof(options.CertificatePath)} '{options.CertificatePath}' with the key '{options.CertificateKeyPath ?? options.CertificatePath}' cannot be used: {exception.Message} Give PEM files: the certificate first, then its intermediate ones, and its private key.",
                exception);
        }
    }
}
