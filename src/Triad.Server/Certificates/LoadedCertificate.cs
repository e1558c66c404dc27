using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace Triad.Server.Certificates;

/// <summary>A certificate with its key and those that lead to its authority, and the authorities that others' must come from.</summary>
internal sealed class LoadedCertificate(X509Certificate2 leaf, X509Certificate2Collection chain, X509Certificate2Collection authorities, DateTime changedAt)
{
    public X509Certificate2 Leaf => leaf;

    /// <summary>What a handshake shows.</summary>
    public SslStreamCertificateContext Context { get; } = SslStreamCertificateContext.Create(leaf, chain, offline: true);

    /// <summary>When its files were changed before they were read.</summary>
    public DateTime ChangedAt => changedAt;

    /// <summary>True where a certificate that another shows comes from one of the authorities and holds now. Names are not looked at.</summary>
    /// <param name="shown">What it shows.</param>
    /// <param name="with">The chain that was made of it, with what it sent beside it.</param>
    public bool Trusts(X509Certificate? shown, X509Chain? with)
    {
        if (shown is null)
            return false;
        using var trial = new X509Chain();
        trial.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        trial.ChainPolicy.CustomTrustStore.AddRange(authorities);
        trial.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        trial.ChainPolicy.DisableCertificateDownloads = true;
        if (with is not null)
        {
            trial.ChainPolicy.ExtraStore.AddRange(with.ChainPolicy.ExtraStore);
            foreach (var element in with.ChainElements)
                trial.ChainPolicy.ExtraStore.Add(element.Certificate);
        }

        using var certificate = X509CertificateLoader.LoadCertificate(shown.GetRawCertData());
        return trial.Build(certificate);
    }
}
