using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Searches;

namespace Triad.Grains.Tests.Searches;

public sealed class HitMergerTests
{
    private static readonly SpaceId Space = SpaceId.From("triad-mini@0123456789abcdef");
    private static readonly Error Failure = new(ErrorReason.Unavailable, "A shard does not answer.");

    [Fact]
    public void Merge_OfShards_IsBestFirstAndEqualScoresByIdsBytes()
    {
        var page = Merge(
            Request(10),
            Query(),
            [
                Answer(0, 7, ("a", 0.5f, "80000000-0000-0000-0000-000000000000"), ("b", 0.2f, Id(2))),
                Answer(1, 9, ("c", 0.9f, Id(3)), ("d", 0.5f, "01000000-0000-0000-0000-000000000000")),
            ]);

        Assert.Equal(["c", "d", "a", "b"], page.Hits.Select(hit => hit.VideoId.Value));
        Assert.Equal([0.9f, 0.5f, 0.5f, 0.2f], page.Hits.Select(hit => hit.Score));
        Assert.Equal([(0, 7L), (1, 9L)], page.Sequences.Select(each => (each.Shard, each.Sequence)));
        Assert.Null(page.Next);
    }

    [Fact]
    public void Merge_OfMoreThanAPage_SaysWhereTheNextBegins()
    {
        var page = Merge(Request(2), Query(), [Answer(0, 7, ("a", 0.5f, Id(1)), ("b", 0.4f, Id(2)), ("c", 0.3f, Id(3)))]);

        Assert.Equal(["a", "b"], page.Hits.Select(hit => hit.VideoId.Value));
        Assert.Equal((Space, new ScoreCursor(0.4f, Point(Id(2)))), (page.Next!.Space, page.Next.Last));
    }

    [Fact]
    public void Merge_OfExactlyAPage_IsTheLast() =>
        Assert.Null(Merge(Request(2), Query(), [Answer(0, 7, ("a", 0.5f, Id(1)), ("b", 0.4f, Id(2)))]).Next);

    [Fact]
    public void Merge_OfALaterPage_KeepsTheSequencesOfTheFirst()
    {
        var after = new SearchPage(Space, [new ShardSequence(0, 3)], new ScoreCursor(0.6f, Point(Id(9))));

        var page = Merge(Request(1) with { After = after }, Query(), [Answer(0, 7, ("a", 0.5f, Id(1)), ("b", 0.4f, Id(2)))]);

        Assert.Equal([(0, 3L)], page.Sequences.Select(each => (each.Shard, each.Sequence)));
        Assert.Equal([(0, 3L)], page.Next!.Sequences.Select(each => (each.Shard, each.Sequence)));
    }

    [Fact]
    public void Merge_WithAShardThatFailed_IsOfTheOthers()
    {
        var page = Merge(Request(5), Query(), [new ShardAnswer(0, Failure), Answer(1, 9, ("c", 0.9f, Id(3)))]);

        Assert.Equal(["c"], page.Hits.Select(hit => hit.VideoId.Value));
        Assert.Equal([1], page.Sequences.Select(each => each.Shard));
        Assert.Equal((2, 1, TimeSpan.FromSeconds(1)), (page.ShardsAsked, page.ShardsAnswered, page.SearchTime));
    }

    [Fact]
    public void Merge_Explained_GivesContributionsThatSumToTheScore()
    {
        // The hit's vector is (0.6, 0.8); the query (0.8, 0.6) is text (0.8, 0) plus sound (0, 0.6).
        var hit = Merge(Request(1) with { Explain = true }, Query(), [Answer(0, 7, ("a", 0.96f, Id(1)))]).Hits[0];

        Assert.Equal([Modalities.Text, Modalities.Audio], hit.Contributions.Select(part => part.Modality));
        Assert.Equal(0.48f, hit.Contributions[0].Score, 1e-6f);
        Assert.Equal(0.48f, hit.Contributions[1].Score, 1e-6f);
    }

    [Fact]
    public void Merge_NotExplained_GivesNoContributions() =>
        Assert.Empty(Merge(Request(1), Query(), [Answer(0, 7, ("a", 0.96f, Id(1)))]).Hits[0].Contributions);

    private static FoundPage Merge(SearchRequest request, QueryVector query, ShardAnswer[] answers) =>
        HitMerger.Merge(
            request, query, answers, new SearchLibraries([new SearchLibrary(0, request.TenantId, 0, answers.Length, request.Filter, [])]), [], TimeSpan.FromSeconds(1));

    private static SearchRequest Request(int limit) =>
        new(TenantId.From("acme"), new SearchQuery([], default), [], Filter.Everything, HitGrouping.Segment, limit, null, [], false);

    private static QueryVector Query() => new(
        [
            new AskingVector(
                [RepresentationName.Full],
                [0.8f, 0.6f],
                [new ModalityVector(Modalities.Text, [0.8f, 0]), new ModalityVector(Modalities.Audio, [0, 0.6f])]),
        ],
        Space,
        Modalities.Text | Modalities.Audio,
        TextReport.Nothing,
        []);

    private static ShardAnswer Answer(int shard, long sequence, params (string Video, float Score, string Id)[] hits) =>
        new(shard, new VectorHits([[.. hits.Select(hit => Hit(hit.Video, hit.Score, hit.Id))]], sequence, hits.Length));

    private static VectorHit Hit(string video, float score, string id) => new(
        Point(id),
        1,
        0,
        RepresentationName.Of(Modalities.Video),
        new FilterSubject(
            VideoId.From(video),
            new TimeRange(TimeSpan.Zero, TimeSpan.FromSeconds(8)),
            TimeSpan.FromSeconds(8),
            Modalities.Video,
            ImmutableDictionary<string, MetadataValue>.Empty),
        score,
        new[] { 0.6f, 0.8f });

    private static PointId Point(string id) => new(Guid.Parse(id));

    private static string Id(int number) => $"00000000-0000-0000-0000-{number:d12}";
}
