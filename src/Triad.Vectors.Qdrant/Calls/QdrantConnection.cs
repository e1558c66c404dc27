using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;

namespace Triad.Vectors.Qdrant.Calls;

/// <summary>The channel to Qdrant with its API key, its trusted certificates and the recorder, if any.</summary>
internal sealed class QdrantConnection : IDisposable
{
    // An answer with the vectors of a page of points is far beyond the usual 4 MiB.
    private const int MaxMessageBytes = 256 << 20;

    private readonly GrpcChannel _channel;

    public QdrantConnection(QdrantVectorsOptions options, IEnumerable<Interceptor> interceptors)
    {
        _channel = GrpcChannel.ForAddress(options.Endpoint, new GrpcChannelOptions
        {
            // As a client of its own the handler connects with each call; the channel's own way lets calls fail for a while after the
            // server is back.
            HttpClient = new HttpClient(Handler(options)) { Timeout = Timeout.InfiniteTimeSpan },
            DisposeHttpClient = true,
            MaxReceiveMessageSize = MaxMessageBytes,
            MaxSendMessageSize = MaxMessageBytes,
        });
        var invoker = _channel.CreateCallInvoker();
        if (options.ApiKey is { Length: > 0 } key)
            invoker = invoker.Intercept(headers => With(headers, key));
        Invoker = interceptors.Aggregate(invoker, (inner, interceptor) => inner.Intercept(interceptor));
    }

    /// <summary>What clients of single services are made with.</summary>
    public CallInvoker Invoker { get; }

    public void Dispose() => _channel.Dispose();

    private static Metadata With(Metadata headers, string key)
    {
        headers.Add("api-key", key);
        return headers;
    }

    private static SocketsHttpHandler Handler(QdrantVectorsOptions options)
    {
        var handler = new SocketsHttpHandler
        {
            ConnectTimeout = options.ReadTimeout,
            EnableMultipleHttp2Connections = true,
            KeepAlivePingDelay = TimeSpan.FromSeconds(30),
            KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan,
        };
        if (options.CaFile is { } file)
        {
            var trusted = new X509Certificate2Collection();
            trusted.ImportFromPemFile(file);
            handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck, // A private authority publishes no list.
            };
            handler.SslOptions.CertificateChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        return handler;
    }
}
