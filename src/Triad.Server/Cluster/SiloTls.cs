using System.Net.Security;
using Orleans.Connections.Security;
using Orleans.Hosting;
using Triad.Server.Certificates;

namespace Triad.Server.Cluster;

/// <summary>
/// Mutual TLS between silos: each shows a certificate and takes those of the cluster's authority alone. Who has one is of the cluster, so names are not
/// looked at: silos come and go under addresses that nobody knows beforehand.
/// </summary>
internal static class SiloTls
{
    private const string AnySilo = "triad-silo";

    /// <summary>The files that the settings name; null where the silos speak in plaintext.</summary>
    public static CertificateFiles? FilesOf(TriadClusterOptions options) => options.CertificatePath is not { } path || options.CaPath is not { } authorities
        ? null
        : new CertificateFiles(
            $"{TriadClusterOptions.Section}:{nameof(options.CertificatePath)}", path, options.CertificateKeyPath,
            $"{TriadClusterOptions.Section}:{nameof(options.CaPath)}", authorities);

    /// <summary>Has the silo speak TLS, as server and as client.</summary>
    public static void UseMutualTls(this ISiloBuilder silo, RenewedCertificate certificate) => silo.UseTls(tls =>
    {
        // Taken at each handshake.
        tls.LocalServerCertificateSelector = (_, _) => certificate.Current.Leaf;
        tls.LocalClientCertificateSelector = (_, _, _, _, _) => certificate.Current.Leaf;
        tls.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        tls.RemoteCertificateValidation = (shown, chain, _) => certificate.Current.Trusts(shown, chain);
        tls.OnAuthenticateAsServer = (_, options) =>
        {
            // With its intermediate certificates, which a selector cannot give.
            var server = (SslServerAuthenticationOptions)options.SslServerAuthenticationOptions;
            (server.ServerCertificateSelectionCallback, server.ServerCertificate) = (null, null);
            server.ServerCertificateContext = certificate.Current.Context;
            server.ClientCertificateRequired = true;
        };
        tls.OnAuthenticateAsClient = (_, options) =>
        {
            options.TargetHost = AnySilo;
            var client = (SslClientAuthenticationOptions)options.SslClientAuthenticationOptions;
            (client.LocalCertificateSelectionCallback, client.ClientCertificates) = (null, null);
            client.ClientCertificateContext = certificate.Current.Context;
        };
    });
}
