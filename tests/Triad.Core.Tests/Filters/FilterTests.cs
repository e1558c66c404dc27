using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;

namespace Triad.Core.Tests.Filters;

public sealed class FilterTests
{
    private static readonly FilterSubject Subject = new(
        VideoId.From("clip"),
        Span(8, 16),
        TimeSpan.FromSeconds(60),
        Modalities.Video | Modalities.Audio,
        ImmutableDictionary<string, MetadataValue>.Empty
            .Add("camera", MetadataValue.Of("left"))
            .Add("year", MetadataValue.Of(1999))
            .Add("live", MetadataValue.Of(true))
            .Add("tags", MetadataValue.Of(["red", "ring"])));

    private static readonly Condition Yes = new MetadataPresent("camera");
    private static readonly Condition No = new MetadataPresent("nothing");

    public static TheoryData<Condition, bool> Conditions => new()
    {
        { new VideoIn([VideoId.From("clip"), VideoId.From("other")]), true },
        { new VideoIn([VideoId.From("Clip")]), false },
        { new VideoIn([]), false },
        { new MaskContains(Modalities.Audio), true },
        { new MaskContains(Modalities.All), false },
        { new SegmentOverlaps(Span(15, 20)), true },
        { new SegmentOverlaps(Span(16, 20)), false },
        { new SegmentOverlaps(Span(0, 8)), false },
        { new VideoDurationWithin(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60)), true },
        { new VideoDurationWithin(null, TimeSpan.FromSeconds(59)), false },
        { new VideoDurationWithin(TimeSpan.FromSeconds(61), null), false },
        { new MetadataPresent("live"), true },
        { new MetadataPresent("Live"), false },
        { new MetadataMatch("camera", [MetadataValue.Of("right"), MetadataValue.Of("left")]), true },
        { new MetadataMatch("camera", [MetadataValue.Of("Left")]), false },
        { new MetadataMatch("camera", []), false },
        { new MetadataMatch("tags", [MetadataValue.Of("ring")]), true },
        { new MetadataMatch("tags", [MetadataValue.Of(["red", "ring"])]), true },
        { new MetadataMatch("tags", [MetadataValue.Of(["red"])]), false },
        { new MetadataMatch("year", [MetadataValue.Of(1999)]), true },
        { new MetadataMatch("year", [MetadataValue.Of("1999")]), false },
        { new MetadataMatch("live", [MetadataValue.Of(false)]), false },
        { new MetadataRange("year", 1998, null, null, 1999), true },
        { new MetadataRange("year", 1999, null, null, null), false },
        { new MetadataRange("year", null, 1999, 2000, null), true },
        { new MetadataRange("year", null, null, 1999, null), false },
        { new MetadataRange("year", null, null, null, null), true },
        { new MetadataRange("camera", null, null, null, null), false },
        { new MetadataRange("nothing", null, 0, null, null), false },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void Holds_OfACondition_IsAsItSays(Condition condition, bool expected) => Assert.Equal(expected, condition.Holds(Subject));

    [Fact]
    public void Accepts_OfNothingAsked_IsTrue()
    {
        Assert.True(Filter.Everything.Accepts(Subject));
        Assert.True(Filter.Everything.IsEmpty);
    }

    [Fact]
    public void Accepts_NeedsAllOfMustNoneOfMustNotAndOneOfShould()
    {
        Assert.True(new Filter([Yes, Yes], [No, Yes], [No]).Accepts(Subject));
        Assert.False(new Filter([Yes, No], [Yes], [No]).Accepts(Subject));
        Assert.False(new Filter([Yes], [No, No], [No]).Accepts(Subject));
        Assert.False(new Filter([Yes], [Yes], [No, Yes]).Accepts(Subject));
        Assert.False(new Filter([], [No], []).Accepts(Subject));
    }

    [Fact]
    public void Accepts_OfANestedFilter_IsWhatThatSays()
    {
        Assert.True(new Filter([new Nested(new Filter([], [No, Yes], []))], [], [new Nested(new Filter([No], [], []))]).Accepts(Subject));
        Assert.False(new Filter([], [], [new Nested(Filter.Everything)]).Accepts(Subject));
    }

    private static TimeRange Span(double start, double end) => new(TimeSpan.FromSeconds(start), TimeSpan.FromSeconds(end));
}
