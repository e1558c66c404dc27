using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;

namespace Triad.Core.Tests.Indexing;

public sealed class HitRankingTests
{
    private static readonly TenantId Tenant = TenantId.From("acme");

    [Fact]
    public void Best_OfSeveralLists_KeepsTheBestOfEachGroup()
    {
        VectorHit[] pictures = [Hit("car", 0, "v", 0.9f), Hit("dog", 0, "v", 0.4f)];
        VectorHit[] sound = [Hit("dog", 0, "a", 0.7f), Hit("car", 0, "a", 0.2f), Hit("car", 1, "a", 0.1f)];

        Assert.Equal(["car 0 v", "dog 0 a", "car 1 a"], Names(HitRanking.Best([pictures, sound], HitGrouping.Segment, 10)));
        Assert.Equal(["car 0 v", "dog 0 a"], Names(HitRanking.Best([pictures, sound], HitGrouping.Video, 10)));
        Assert.Equal(["car 0 v"], Names(HitRanking.Best([pictures, sound], HitGrouping.Video, 1)));
    }

    [Fact]
    public void Best_OtherGenerationOfASegment_IsAnotherGroupUnlessVideosAreAsked()
    {
        VectorHit[] hits = [Hit("car", 0, "v", 0.9f), Hit("car", 0, "v", 0.8f, generation: 2)];

        Assert.Equal(2, HitRanking.Best([hits], HitGrouping.Segment, 10).Count);
        Assert.Single(HitRanking.Best([hits], HitGrouping.Video, 10));
    }

    [Fact]
    public void Best_EqualScores_AreInOrderOfTheirIds()
    {
        var hits = Enumerable.Range(0, 20).Select(segment => Hit("car", segment, "v", 0.5f)).ToArray();

        var ranked = HitRanking.Best([hits[..10], hits[10..]], HitGrouping.Segment, 20);

        Assert.Equal(hits.Select(hit => hit.Id).Order(), ranked.Select(hit => hit.Id));
    }

    private static IEnumerable<string> Names(IEnumerable<VectorHit> hits) => hits.Select(hit => $"{hit.Subject.Video} {hit.Segment} {hit.Representation}");

    private static VectorHit Hit(string video, int segment, string representation, float score, int generation = 1)
    {
        var (id, name) = (VideoId.From(video), RepresentationName.From(representation));
        var span = new TimeRange(TimeSpan.FromSeconds(segment), TimeSpan.FromSeconds(segment + 1));
        return new VectorHit(
            PointId.Of(Tenant, id, generation, segment, name),
            generation,
            segment,
            name,
            new FilterSubject(id, span, span.End, Modalities.All, ImmutableDictionary<string, MetadataValue>.Empty),
            score,
            default);
    }
}
