using Triad.Testing.Indexing;

namespace Triad.Vectors.Tests;

/// <summary>The contract of vector indexes, kept by the embedded one. A second thread joins every scan here, however small.</summary>
public class EmbeddedVectorIndexContractTests : VectorIndexContract, IDisposable
{
    private readonly EmbeddedVectorIndexFixture _fixture = new();
    private EmbeddedVectorIndex? _sut;

    public void Dispose()
    {
        _fixture.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override Task<VectorIndexSut> CreateSut()
    {
        _sut ??= Open();
        return Task.FromResult(new VectorIndexSut(_sut, _sut));
    }

    protected override Task<VectorIndexSut> CreateAnotherSut()
    {
        var other = Open();
        return Task.FromResult(new VectorIndexSut(other, other));
    }

    /// <summary>Further settings.</summary>
    protected virtual void Configure(EmbeddedVectorIndexOptions options)
    {
    }

    private EmbeddedVectorIndex Open() => _fixture.Open(options =>
    {
        options.ScanThreads = 2;
        options.ParallelScanBytes = 1;
        Configure(options);
    });
}
