using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Gateway.Filters;
using Triad.Gateway.Limits;
using Triad.Gateway.Requests;

namespace Triad.Gateway.Tests.Filters;

public sealed class FilterMappingTests
{
    private static readonly Filter AllConditions = new(
        [
            new MetadataMatch("camera", [MetadataValue.Of("left")]),
            new MetadataMatch("owner", [MetadataValue.Of("ann"), MetadataValue.Of("bob")]),
            new MetadataMatch("tags", [MetadataValue.Of(["a", "b"])]),
            new MetadataRange("year", 1990, null, null, 2020),
            new VideoIn([.. Enumerable.Range(0, 50).Select(i => VideoId.From($"clip-{i}"))]),
        ],
        [new SegmentOverlaps(new TimeRange(TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(9))), new VideoDurationWithin(TimeSpan.FromSeconds(3), null)],
        [new Nested(new Filter([new MetadataPresent("draft")], [], []))]);

    [Fact]
    public void Filter_OnTheWire_IsReadAsItWas()
    {
        var violations = new Violations();

        var read = new FilterReader(new LimitsOptions(), violations).Read(FilterMapping.ToWire(AllConditions), "filter");

        Assert.Empty(violations.Errors);
        Assert.Equal(FilterText.Write(Sorted(AllConditions)), FilterText.Write(Sorted(read)));
    }

    [Fact]
    public void Filter_WithTheSameVideosInAnotherOrder_IsTheSameMessage()
    {
        var ids = Enumerable.Range(0, 50).Select(i => VideoId.From($"clip-{i}")).ToList();
        var forth = new Filter([new VideoIn([.. ids])], [], []);
        var back = new Filter([new VideoIn([.. Enumerable.Reverse(ids)])], [], []);

        Assert.Equal(FilterMapping.ToWire(forth), FilterMapping.ToWire(back));
    }

    [Fact]
    public void Condition_OfEveryKind_HasAMapping()
    {
        var kinds = typeof(Condition).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Condition))).ToHashSet();
        var mapped = AllConditions.Must.Concat(AllConditions.Should).Concat(AllConditions.MustNot).Append(new MetadataPresent("draft")).Append(new MaskContains(Modalities.Audio));

        kinds.ExceptWith(mapped.Select(condition => condition.GetType()));
        Assert.Empty(kinds);
        Assert.All(mapped, condition => Assert.NotNull(FilterMapping.ToWire(new Filter([condition], [], []))));
    }

    // The text of a set of videos has no order of its own.
    private static Filter Sorted(Filter filter) => filter with { Must = [.. filter.Must.Where(condition => condition is not VideoIn)] };
}
