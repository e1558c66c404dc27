using Triad.Doubles;
using Triad.Testing.Indexing;
using Triad.Vectors.Qdrant.Calls;

namespace Triad.Vectors.Qdrant.Tests;

/// <summary>The double that all tests of the contract share: each has a tenant of its own.</summary>
public sealed class ContractServerFixture : IAsyncLifetime
{
    private QdrantDouble _server = null!;

    /// <summary>Adapters to it.</summary>
    public QdrantIndexFixture Adapters { get; private set; } = null!;

    /// <summary>The adapter that the tests share, as the shards of a silo do.</summary>
    public VectorIndexSut Shared { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        CallRecorder.Scene = () => TestContext.Current.TestMethod?.MethodName;
        _server = await QdrantDouble.StartAsync();
        Adapters = new QdrantIndexFixture(_server.Address, "suite_");
        Shared = Adapters.Open();
    }

    public async ValueTask DisposeAsync()
    {
        await Adapters.DisposeAsync();
        await _server.DisposeAsync();
    }
}
