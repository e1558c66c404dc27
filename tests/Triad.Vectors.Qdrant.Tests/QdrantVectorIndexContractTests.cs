using Triad.Doubles;
using Triad.Testing.Indexing;

namespace Triad.Vectors.Qdrant.Tests;

/// <summary>The contract of vector indexes, kept by the one on Qdrant: against the double.</summary>
public sealed class QdrantVectorIndexContractTests : VectorIndexContract, IAsyncLifetime
{
    private QdrantDouble _server = null!;
    private QdrantIndexFixture _fixture = null!;
    private VectorIndexSut? _sut;

    public async ValueTask InitializeAsync()
    {
        _server = await QdrantDouble.StartAsync();
        _fixture = new QdrantIndexFixture(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        await _server.DisposeAsync();
    }

    protected override Task<VectorIndexSut> CreateSut() => Task.FromResult(_sut ??= _fixture.Open());

    protected override Task<VectorIndexSut> CreateAnotherSut() => Task.FromResult(_fixture.Open());
}
