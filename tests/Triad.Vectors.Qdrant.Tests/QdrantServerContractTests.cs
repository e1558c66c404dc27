using Triad.Testing.Indexing;

namespace Triad.Vectors.Qdrant.Tests;

/// <summary>The contract of vector indexes, kept by the one on Qdrant: against the server that TRIAD_QDRANT names.</summary>
public sealed class QdrantServerContractTests : VectorIndexContract, IAsyncLifetime
{
    private QdrantIndexFixture _fixture = null!;
    private VectorIndexSut? _sut;

    public ValueTask InitializeAsync()
    {
        var server = Environment.GetEnvironmentVariable(QdrantIndexFixture.ServerVariable);
        Assert.SkipWhen(string.IsNullOrEmpty(server), "TRIAD_QDRANT names no Qdrant server (docs/qdrant.md).");
        _fixture = new QdrantIndexFixture(new Uri(server!));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_fixture is null)
            return;
        await _fixture.DeleteCollectionsAsync();
        await _fixture.DisposeAsync();
    }

    protected override Task<VectorIndexSut> CreateSut() => Task.FromResult(_sut ??= _fixture.Open());

    protected override Task<VectorIndexSut> CreateAnotherSut() => Task.FromResult(_fixture.Open());
}
