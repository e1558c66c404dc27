using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Triad.Core.Erasure;
using Triad.Core.Indexing;
using Triad.Doubles;
using Triad.Vectors.Qdrant;

namespace Triad.Grains.Tests.Searches.Frozen;

/// <summary>The index on Qdrant, over the double of a server.</summary>
internal sealed class QdrantIndex : IRemoteIndex
{
    private readonly QdrantDouble _server;

    private QdrantIndex(QdrantDouble server) => _server = server;

    /// <summary>What the server was asked since <see cref="ForgetRequests"/>, as text.</summary>
    public IReadOnlyList<string> Requests => [.. _server.Requests.Select(seen => $"{seen.Method} {seen.Request}")];

    public void ForgetRequests() => _server.ClearRequests();

    public static async Task<QdrantIndex> StartAsync() => new(await QdrantDouble.StartAsync());

    public void AddTo(IServiceCollection services)
    {
        services.RemoveAll<IVectorWriter>();
        services.RemoveAll<IVectorReader>();
        services.RemoveAll<IVectorEraser>();
        services.AddTriadQdrantVectors(options => options.Endpoint = _server.Address);
        services.AddTriadRemoteIndexReader();
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
