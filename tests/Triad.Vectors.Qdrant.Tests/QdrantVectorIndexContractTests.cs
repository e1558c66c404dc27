using Triad.Testing.Indexing;

namespace Triad.Vectors.Qdrant.Tests;

/// <summary>The contract of vector indexes, kept by the one on Qdrant: against the double.</summary>
[Trait(Recorded, "yes")]
public sealed class QdrantVectorIndexContractTests(ContractServerFixture server) : VectorIndexContract, IClassFixture<ContractServerFixture>
{
    protected override Task<VectorIndexSut> CreateSut() => Task.FromResult(server.Shared);

    protected override Task<VectorIndexSut> CreateAnotherSut() => Task.FromResult(server.Adapters.Open());
}
