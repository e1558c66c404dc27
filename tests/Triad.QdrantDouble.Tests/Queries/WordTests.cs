using Qdrant.Client.Grpc;
using Triad.Doubles.Tests.Fixtures;
using static Triad.Doubles.Tests.Fixtures.DoubleFixture;

namespace Triad.Doubles.Tests.Queries;

/// <summary>Sparse vectors whose values are weighed by how rare they are.</summary>
public sealed class WordTests
{
    private const string Words = "words";

    [Fact]
    public async Task Idf_OfTheWholeShard_OrOfACorpus_IsBm25s()
    {
        await using var sut = await CreateAsync();
        await sut.Points.CreateVectorNameAsync(new CreateVectorNameRequest
        {
            CollectionName = Collection,
            VectorName = Words,
            SparseConfig = new SparseVectorCreationConfig { Modifier = Modifier.Idf },
            Wait = true,
        });
        await sut.UpsertAsync(null, Item(1, "acme", 1, 2), Item(2, "acme", 2), Item(3, "birch", 1), Item(4, "birch", 1));
        var query = new Query { Nearest = new VectorInput { Sparse = new SparseVector { Indices = { 1 }, Values = { 2 } } } };
        var ofAcme = new Filter { Must = { Is("tenant", "acme") } };

        var whole = await sut.QueryAsync(new QueryPoints { Query = query, Using = Words, Filter = ofAcme });
        var own = await sut.QueryAsync(new QueryPoints
        {
            Query = query, Using = Words, Filter = ofAcme, Params = new SearchParams { Idf = new IdfParams { Corpus = ofAcme } },
        });

        Assert.Equal(2 * Math.Log((1.5 / 3.5) + 1), Assert.Single(whole).Score, 5);
        Assert.Equal(2 * Math.Log((1.5 / 1.5) + 1), Assert.Single(own).Score, 5);
    }

    [Fact]
    public async Task Sparse_WithoutACommonIndex_IsNoHit()
    {
        await using var sut = await CreateAsync();
        await sut.Points.CreateVectorNameAsync(new CreateVectorNameRequest
        {
            CollectionName = Collection, VectorName = Words, SparseConfig = new SparseVectorCreationConfig(), Wait = true,
        });
        await sut.UpsertAsync(null, Item(1, "acme", 1));

        var query = new Query { Nearest = new VectorInput { Sparse = new SparseVector { Indices = { 7 }, Values = { 1 } } } };
        Assert.Empty(await sut.QueryAsync(new QueryPoints { Query = query, Using = Words }));
    }

    private static PointStruct Item(ulong id, string tenant, params uint[] words)
    {
        var vector = new Vector { Sparse = new SparseVector { Indices = { words }, Values = { words.Select(_ => 1f) } } };
        return new PointStruct
        {
            Id = new PointId { Num = id },
            Payload = { ["tenant"] = tenant },
            Vectors = new Vectors { Vectors_ = new NamedVectors { Vectors = { [Words] = vector } } },
        };
    }
}
