using FsCheck.Xunit;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Testing.Indexing;

namespace Triad.Vectors.Tests.Scanning;

/// <summary>A first pass over bytes changes nothing that a caller sees.</summary>
public sealed class Int8FirstPassTests : IDisposable
{
    private const int Dimension = 48;

    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly EmbeddedVectorIndexFixture _fixture = new();
    private readonly EmbeddedVectorIndexFixture _exactFixture = new();

    public void Dispose()
    {
        _fixture.Dispose();
        _exactFixture.Dispose();
    }

    [Property(MaxTest = 20)]
    public Task Search_AnyPage_EqualsTheExactOneToTheLastBit(int seed) => PagesAreEqual(seed);

    private async Task PagesAreEqual(int seed)
    {
        var draw = new Random(seed);
        var shard = new ShardId(TenantId.From("tenant"), seed & int.MaxValue);
        var random = new RandomPoints(seed, Dimension);
        var points = Enumerable.Range(0, 20).SelectMany(video => random.Video($"video-{video}", 1, 1 + draw.Next(20))).ToList();
        using var sut = _fixture.Open(options => options.Int8FirstPass = true);
        using var exact = _exactFixture.Open();
        foreach (var index in new[] { sut, exact })
        {
            Assert.True((await index.OpenAsync(shard, Space, RandomPoints.Shapes(Dimension), 1, None)).IsOk);
            Assert.True((await index.UpsertAsync(shard, 1, points, None)).IsOk);
            Assert.True((await index.DeleteAsync(shard, 1, VideoId.From("video-3"), null, None)).IsOk);
        }

        var vector = draw.Next(2) == 0 ? points[draw.Next(points.Count)].Full() : random.Vector();
        var query = new VectorQuery(
            shard,
            Space,
            [new QueryLeg(RepresentationName.Full, vector), new QueryLeg(RepresentationName.From("va"), random.Vector())],
            draw.Next(2) == 0 ? Filter.Everything : random.Filter(),
            [],
            draw.Next(2) == 0 ? HitGrouping.Segment : HitGrouping.Video,
            1 + draw.Next(20));
        for (var page = 0; page < 4; page++)
        {
            var expected = (await exact.SearchAsync(query, None)).Value;
            var found = (await sut.SearchAsync(query, None)).Value;
            foreach (var (want, have) in expected.Legs.Zip(found.Legs))
                Assert.Equal(want.Select(hit => (hit.Id, hit.Score)), have.Select(hit => (hit.Id, hit.Score)));
            Assert.Equal(expected.Candidates, found.Candidates);
            if (expected.Legs[0].Count == 0)
                return;
            query = query with { AsOf = expected.Sequence, After = new ScoreCursor(expected.Legs[0][^1].Score, expected.Legs[0][^1].Id) };
        }
    }
}
