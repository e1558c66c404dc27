namespace Triad.Client;

/// <summary>How a <see cref="TriadClient"/> reaches the platform. Immutable once the client is made.</summary>
public sealed record TriadClientOptions
{
    /// <summary>The name of the environment variable that holds the address.</summary>
    public const string AddressVariable = "TRIAD_ADDRESS";

    /// <summary>The name of the environment variable that holds the API key.</summary>
    public const string KeyVariable = "TRIAD_KEY";

    /// <summary>The name of the environment variable that holds a token, which goes before the API key.</summary>
    public const string TokenVariable = "TRIAD_TOKEN";

    /// <summary>The name of the environment variable that holds the path of certificates to trust.</summary>
    public const string CertificateAuthorityVariable = "TRIAD_CA";

    /// <summary>The gateway, <c>https://host:port</c>, or <c>http://</c> for an address of this machine only.</summary>
    public required Uri Address { get; init; }

    /// <summary>
    /// The API key, <c>tk_…</c>, or a token: one of <see cref="TriadClient.CreateBoundToken"/>, or of an issuer that the platform knows. Without one only health can be
    /// asked.
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// The tenant that an operator's key acts for. A tenant's own key needs none: the tenant follows from the key.
    /// </summary>
    public string? Tenant { get; init; }

    /// <summary>How long one call may take, its retries included. Default 60 seconds; uploads and watches have none.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How often a call is tried in all when the platform says that it may be retried, 1 to 10. Default 4.</summary>
    public int MaxAttempts { get; init; } = 4;

    /// <summary>The wait before the second attempt; it doubles and is jittered. A hint of the platform goes first. Default 200 ms.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two attempts; a longer hint of the platform ends the retries. Default 20 seconds.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Bytes in one message of an upload, 1 KiB to 1 MiB. Default 64 KiB.</summary>
    public int ChunkBytes { get; init; } = 64 * 1024;

    /// <summary>The largest message that is accepted or sent, in bytes. Default 64 MiB: a query may carry clips.</summary>
    public int MaxMessageBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>
    /// PEM file of certificate authorities: the gateway's certificate must come from one of them, and those of the system are not asked. Null: those of
    /// the system.
    /// </summary>
    public string? CertificateAuthorityFile { get; init; }

    /// <summary>The transport, for a proxy or a client certificate; not disposed by the client. Default: one of its own.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>The clock for deadlines and waits between attempts.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Options from <see cref="AddressVariable"/>, <see cref="TokenVariable"/> or <see cref="KeyVariable"/>, and <see cref="CertificateAuthorityVariable"/>.</summary>
    /// <exception cref="ArgumentException">The address is missing or no absolute URI.</exception>
    public static TriadClientOptions FromEnvironment() => new()
    {
        Address = Uri.TryCreate(Environment.GetEnvironmentVariable(AddressVariable), UriKind.Absolute, out var address)
            ? address
            : throw new ArgumentException($"Set {AddressVariable} to the gateway's address, for example https://triad.example:7443."),
        ApiKey = Environment.GetEnvironmentVariable(TokenVariable) ?? Environment.GetEnvironmentVariable(KeyVariable),
        CertificateAuthorityFile = Environment.GetEnvironmentVariable(CertificateAuthorityVariable),
    };
}
