using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Modality;
using Triad.Core.Scores;
using Triad.Doubles;
using Triad.Testing.Indexing;

namespace Triad.Vectors.Qdrant.Tests.Searching;

/// <summary>More hits than one call may ask for.</summary>
public sealed class QueryLimitTests
{
    private const int Dimension = 8;
    private const int Most = 100;
    private const int Segments = 120;

    private static readonly ShardId Shard = new(TenantId.From("acme"), 0);
    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");

    [Theory]
    [InlineData(HitGrouping.Segment, Most, Segments, Most)]
    [InlineData(HitGrouping.Segment, Segments, Most - 1, Most - 1)]
    [InlineData(HitGrouping.Video, 50, Segments, 1)]
    public async Task Search_ThatOneCallCanAnswer_IsAnswered(HitGrouping grouping, int limit, int stored, int found)
    {
        var hits = await SearchAsync(grouping, limit, stored);

        Assert.True(hits.IsOk, hits.Error?.Message);
        Assert.Equal(found, hits.Value.Legs[0].Count);
    }

    [Fact]
    public async Task Search_ForMoreThanOneCallMayAskFor_IsRefusedAndNeverCut()
    {
        var refused = await SearchAsync(HitGrouping.Segment, Most + 1, Segments);

        Assert.Equal((ErrorReason.LimitExceeded, "limit"), (refused.Error?.Reason, refused.Error?.Field));
        Assert.Contains("Triad:Qdrant:MaxQueryLimit of 100", refused.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sum_OfVideosOfWhichAFewFillTheLists_FindsTheOthersToo()
    {
        await using var server = await QdrantDouble.StartAsync();
        await using var fixture = new QdrantIndexFixture(server.Address);
        var sut = fixture.Open(options => options.MaxQueryLimit = Most);
        var points = new RandomPoints(2, Dimension);
        var frames = RepresentationName.Of(Modalities.Video);
        var stored = Enumerable.Range(0, 3).SelectMany(number => points.Video($"long-{number}", 1, Segments))
            .Concat(Enumerable.Range(0, 20).SelectMany(number => points.Video($"short-{number}", 1, 2))).ToList();
        var opened = await sut.Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 1, CancellationToken.None);
        var written = await sut.Writer.UpsertAsync(Shard, 1, stored, CancellationToken.None);
        Assert.True(opened.IsOk && written.IsOk, opened.Error?.Message ?? written.Error?.Message);
        var query = new VectorQuery(Shard, Space, [new QueryLeg(frames, points.Vector())], Filter.Everything, [], HitGrouping.Video, 23)
        {
            Scales = [new ScoreScale(0, 0.3, 1)],
        };

        var found = await sut.Reader.SearchAsync(query, CancellationToken.None);

        Assert.True(found.IsOk, found.Error?.Message);
        var videos = stored.Where(point => point.Vectors.Any(vector => vector.Name == frames)).Select(point => point.Subject.Video).ToHashSet();
        Assert.Equal(videos, found.Value.Legs[0].Select(hit => hit.Subject.Video).ToHashSet());
        Assert.Equal(found.Value.Legs[0].OrderByDescending(hit => hit.Score), found.Value.Legs[0]);
    }

    private static async Task<Result<VectorHits>> SearchAsync(HitGrouping grouping, int limit, int stored)
    {
        await using var server = await QdrantDouble.StartAsync();
        await using var fixture = new QdrantIndexFixture(server.Address);
        var sut = fixture.Open(options => options.MaxQueryLimit = Most);
        var points = new RandomPoints(1, Dimension);
        var opened = await sut.Writer.OpenAsync(Shard, Space, RandomPoints.Shapes(Dimension), 1, CancellationToken.None);
        var written = await sut.Writer.UpsertAsync(Shard, 1, points.Video("video", 1, stored), CancellationToken.None);
        Assert.True(opened.IsOk && written.IsOk, opened.Error?.Message ?? written.Error?.Message);
        ImmutableArray<QueryLeg> legs = [new QueryLeg(RepresentationName.Full, points.Vector())];
        var query = new VectorQuery(Shard, Space, legs, Filter.Everything, [], grouping, limit);
        return await sut.Reader.SearchAsync(query, CancellationToken.None);
    }
}
