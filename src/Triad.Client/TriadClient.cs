using Grpc.Core;
using Grpc.Net.Client;
using Triad.Client.Calls;
using Triad.Client.Tokens;

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
        Plans = new PlansClient(Invoker, calls);
        Library = new LibraryClient(Invoker, calls, options);
        Search = new SearchClient(Invoker, calls, options);
        Receipts = new ReceiptsClient(Invoker, calls, options);
        Audit = new AuditClient(Invoker, calls);
        Holds = new HoldsClient(Invoker, calls);
        Grants = new GrantsClient(Invoker, calls, options);
        Webhooks = new WebhooksClient(Invoker, calls);
        Usage = new UsageClient(Invoker, calls);
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

    /// <summary>Tenants and their keys.</summary>
    public TenantsClient Tenants { get; }

    /// <summary>Named sets of what tenants may use; needs an operator's key.</summary>
    public PlansClient Plans { get; }

    /// <summary>Putting videos in, reading, watching and removing them.</summary>
    public LibraryClient Library { get; }

    /// <summary>Finding videos and moments.</summary>
    public SearchClient Search { get; }

    /// <summary>Receipts of what was erased.</summary>
    public ReceiptsClient Receipts { get; }

    /// <summary>Who did what; needs an operator's key.</summary>
    public AuditClient Audit { get; }

    /// <summary>Holds, which forbid deletions; needs an operator's key.</summary>
    public HoldsClient Holds { get; }

    /// <summary>Letting other tenants search a part of the library.</summary>
    public GrantsClient Grants { get; }

    /// <summary>Addresses that are told what happens to a tenant; needs a key with the scope TENANT_ADMIN.</summary>
    public WebhooksClient Webhooks { get; }

    /// <summary>What tenants used; needs an operator's key.</summary>
    public UsageClient Usage { get; }

    /// <summary>Whether the platform works.</summary>
    public HealthClient Health { get; }

    /// <summary>
    /// The authenticated connection, for the generated clients of <c>Triad.V1</c> and all that they can do. Calls made on it are neither
    /// retried nor mapped to <see cref="TriadException"/>.
    /// </summary>
    public CallInvoker Invoker { get; }

    /// <summary>
    /// Makes a short-lived token from an API key for a user of an application, without a call: a browser or device uses it as its
    /// <see cref="TriadClientOptions.ApiKey"/>, and sees and does what it says and no more. It ends with its key, everywhere within 5 seconds.
    /// </summary>
    /// <param name="apiKey">A tenant's key, <c>tk_…</c>, that tokens can be made from: <see cref="Triad.Client.ApiKey.BoundTokens"/>.</param>
    /// <param name="options">Whom it is for and what it allows.</param>
    /// <param name="time">The clock; null for the system's.</param>
    /// <exception cref="FormatException">The key is none.</exception>
    /// <exception cref="ArgumentException">Options are wrong; the message names each and its remedy.</exception>
    public static string CreateBoundToken(string apiKey, BoundTokenOptions options, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        return BoundTokenMaker.Make(DrawnApiKey.Parse(apiKey), options, (time ?? TimeProvider.System).GetUtcNow());
    }

    /// <summary>Closes the connection; calls under way fail.</summary>
    public void Dispose()
    {
        _channel.Dispose();
        _handler.Dispose();
    }
}
