using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Triad.Core.Indexing;
using Triad.Testing.Indexing;

namespace Triad.Vectors.Qdrant.Tests;

/// <summary>Adapters to one server, each as its registration makes it. All go with the test.</summary>
public sealed class QdrantIndexFixture(Uri endpoint, string? prefix = null) : IAsyncDisposable
{
    /// <summary>The environment variable that names a server to test against.</summary>
    public const string ServerVariable = "TRIAD_QDRANT";

    private readonly List<ServiceProvider> _made = [];

    /// <summary>A prefix of its own, so that a server that is there already keeps what it has.</summary>
    public string Prefix { get; } = prefix ?? $"test_{Guid.NewGuid():N}_";

    /// <summary>The services of a new adapter.</summary>
    public IServiceProvider Services(
        Action<QdrantVectorsOptions>? configure = null,
        TimeProvider? time = null,
        params IReadOnlyList<Interceptor> interceptors)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddTriadQdrantVectors(options =>
        {
            options.Endpoint = endpoint;
            options.CollectionPrefix = Prefix;
            options.RetryDelay = TimeSpan.FromMilliseconds(1);
            options.WaitInterval = TimeSpan.FromMilliseconds(5);
            options.ReadTimeout = TimeSpan.FromSeconds(30); // A machine under load is no slow server.
            configure?.Invoke(options);
        });
        if (time is not null)
            services.Replace(ServiceDescriptor.Singleton(time));
        foreach (var interceptor in interceptors)
            services.AddKeyedSingleton(QdrantVectorsServiceCollectionExtensions.Interceptors, interceptor);
        var provider = services.BuildServiceProvider();
        _made.Add(provider);
        return provider;
    }

    /// <summary>A new adapter.</summary>
    public VectorIndexSut Open(
        Action<QdrantVectorsOptions>? configure = null,
        TimeProvider? time = null,
        params IReadOnlyList<Interceptor> interceptors)
    {
        var services = Services(configure, time, interceptors);
        return new VectorIndexSut(services.GetRequiredService<IVectorWriter>(), services.GetRequiredService<IVectorReader>());
    }

    /// <summary>Deletes what the adapters of this fixture made: a server that was there before is left as it was.</summary>
    public async Task DeleteCollectionsAsync()
    {
        using var channel = GrpcChannel.ForAddress(endpoint);
        var collections = new Q.Collections.CollectionsClient(channel);
        var all = await collections.ListAsync(new(), deadline: Deadline());
        var names = all.Collections.Select(described => described.Name);
        foreach (var name in names.Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)))
            await collections.DeleteAsync(new() { CollectionName = name }, deadline: Deadline());

        static DateTime Deadline() => (TimeProvider.System.GetUtcNow() + TimeSpan.FromSeconds(30)).UtcDateTime;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var provider in _made)
            await provider.DisposeAsync();
    }
}
