using Triad.Server.Roles;
using Triad.Server.Telemetry;

namespace Triad.Server.Hosting;

/// <summary>Settings of the process.</summary>
public sealed class ServerOptions
{
    /// <summary>The section of the configuration.</summary>
    public const string Section = "Triad:Server";

    /// <summary>Where the server listens unless told otherwise.</summary>
    public const string DefaultUrls = "http://127.0.0.1:7443";

    /// <summary>The roles of the process: all, or some of gateway, silo and embed, separated by commas.</summary>
    public string Roles { get; set; } = ServerRoles.All;

    /// <summary>True to serve plaintext on other addresses than loopback. For a network that encrypts by itself.</summary>
    public bool AllowPlaintext { get; set; }

    /// <summary>PEM file of the TLS certificate and its chain; needed for https addresses.</summary>
    public string? CertificatePath { get; set; }

    /// <summary>PEM file of the certificate's private key; null where the certificate's file holds it too.</summary>
    public string? CertificateKeyPath { get; set; }

    /// <summary>PEM file of authorities: clients must show a certificate that comes from one of them, beside their key; null asks for none.</summary>
    public string? ClientCaPath { get; set; }

    /// <summary>True has the silo count for Orleans' dashboard, which a gateway with an address of the kind dashboard+https shows.</summary>
    public bool Dashboard { get; set; }

    /// <summary>How logs are written to the console: Text for people, Json for collectors that read it.</summary>
    public LogFormat LogFormat { get; set; }

    /// <summary>Address of an OTLP collector over gRPC, such as http://127.0.0.1:4317; null sends no telemetry.</summary>
    public string? OtlpEndpoint { get; set; }
}
