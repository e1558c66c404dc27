using Grpc.Core;
using Grpc.Net.Client;
using Triad.Client.Calls;

namespace Triad.Client;

/// <summary>
/// The platform. One client serves a whole process: it is safe for concurrent use and keeps one connection. Its calls fail with
/// <see cref="TriadException"/>, and with <see cref="OperationCanceledException"/> where the caller cancelled.
/// </summary>
public sealed class TriadClient : IDisposable
{
    private readonly GrpcChannel _channel;
    private readonly AuthorizationHandler _handler;

    /// <summary>Makes a client. Nothing is sent before the first call.</summary>
    /// <param name="options">Where the platform is and how to call it.</param>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and its remedy.</exception>
    public TriadClient(TriadClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TriadClientOptionsValidator.Validate(options);

        _handler = new AuthorizationHandler(options.Handler ?? Transport.Create(options.CertificateAuthorityFile), options.Handler is null, options.ApiKey);
        _channel = GrpcChannel.ForAddress(options.Address, new GrpcChannelOptions
        {
            HttpHandler = _handler,
            MaxReceiveMessageSize = options.MaxMessageBytes,
            MaxSendMessageSize = options.MaxMessageBytes,
        });
        Invoker = _channel.CreateCallInvoker();

        var calls = new CallRunner(options);
        Tenants = new TenantsClient(Invoker, calls);
        Library = new LibraryClient(Invoker, calls, options);
        Search = new SearchClient(Invoker, calls, options);
        Health = new HealthClient(Invoker, calls);
    }

    /// <summary>Makes a client for an address.</summary>
    /// <param name="address"><c>https://host:port</c>, or <c>http://</c> for an address of this machine only.</param>
    /// <param name="apiKey">The API key, <c>tk_…</c>.</param>
    /// <exception cref="ArgumentException">The address or the key is wrong.</exception>
    public TriadClient(string address, string? apiKey)
        : this(new TriadClientOptions { Address = new Uri(address, UriKind.RelativeOrAbsolute), ApiKey = apiKey })
    {
    }

    /// <summary>Tenants and their keys; needs an operator's key.</summary>
    public TenantsClient Tenants { get; }

    /// <summary>Putting videos in, reading, watching and removing them.</summary>
    public LibraryClient Library { get; }

    /// <summary>Finding videos and moments.</summary>
    public SearchClient Search { get; }

    /// <summary>Whether the platform works.</summary>
    public HealthClient Health { get; }

    /// <summary>
    /// The authenticated connection, for the generated clients of <c>Triad.V1</c> and all that they can do. Calls made on it are neither
    /// retried nor mapped to <see cref="TriadException"/>.
    /// </summary>
    public CallInvoker Invoker { get; }

    /// <summary>Closes the connection; calls under way fail.</summary>
    public void Dispose()
    {
        _channel.Dispose();
        _handler.Dispose();
    }
}
