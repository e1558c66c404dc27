using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Triad.Server.Hosting;

namespace Triad.Server.Certificates;

/// <summary>The PEM files of a certificate, and the settings that name them.</summary>
/// <param name="Setting">The setting of the certificate's file.</param>
/// <param name="Certificate">The certificate, then its intermediate ones; the key too where it has no file of its own.</param>
/// <param name="Key">The private key; null where it is in the certificate's file.</param>
/// <param name="AuthoritySetting">The setting of the authorities' file.</param>
/// <param name="Authorities">The authorities that others' certificates must come from; null where nobody is asked for one.</param>
internal sealed record CertificateFiles(string Setting, string Certificate, string? Key, string? AuthoritySetting, string? Authorities)
{
    private IEnumerable<string> Paths => new[] { Certificate, Key, Authorities }.OfType<string>();

    /// <summary>When any of them was last changed. A mounted secret is changed by its link, and its file is another one then.</summary>
    public DateTime ChangedAt => Paths.Where(File.Exists).Select(path => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path)
        .Select(File.GetLastWriteTimeUtc).DefaultIfEmpty().Max();

    /// <summary>Reads them.</summary>
    /// <exception cref="StartException">They are not what they should be; the message names setting, file and remedy.</exception>
    public LoadedCertificate Load(DateTimeOffset now)
    {
        var changedAt = ChangedAt;
        var (leaf, chain) = ReadCertificate();
        if (leaf.NotAfter.ToUniversalTime() <= now || leaf.NotBefore.ToUniversalTime() > now)
        {
            throw new StartException(
                $"{Setting} '{Certificate}' holds for {leaf.NotBefore.ToUniversalTime():u} to {leaf.NotAfter.ToUniversalTime():u}, and it is {now:u}. Renew the certificate, or set this machine's clock right.");
        }

        return new LoadedCertificate(leaf, chain, Authorities is null ? [] : ReadAuthorities(), changedAt);
    }

    private (X509Certificate2 Leaf, X509Certificate2Collection Chain) ReadCertificate()
    {
        try
        {
            var leaf = X509Certificate2.CreateFromPemFile(Certificate, Key);
            var chain = new X509Certificate2Collection();
            chain.ImportFromPemFile(Certificate);
            chain.RemoveAt(0); // The leaf itself.
            return (leaf, chain);
        }
        catch (Exception exception) when (IsOfTheFile(exception))
        {
            throw new StartException(
                $"{Setting} '{Certificate}' with the key '{Key ?? Certificate}' cannot be used: {exception.Message} Give PEM files: the certificate first, then its intermediate ones, and its private key.",
                exception);
        }
    }

    private X509Certificate2Collection ReadAuthorities()
    {
        try
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(Authorities!);
            return authorities.Count > 0 ? authorities : throw new CryptographicException("It holds no certificate.");
        }
        catch (Exception exception) when (IsOfTheFile(exception))
        {
            throw new StartException($"{AuthoritySetting} '{Authorities}' cannot be used: {exception.Message} Give a PEM file with the authorities' certificates.", exception);
        }
    }

    private static bool IsOfTheFile(Exception exception) =>
        exception is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException;
}
