using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Filters;

/// <summary>Maps filters from core to grains.</summary>
internal static class FilterMapping
{
    private static readonly SearchCondition Nothing = new(default, "", [], null, null, null, null, [], null, null, Modalities.None, null);

    /// <summary>A filter for grains.</summary>
    public static SearchFilter ToGrain(Filter filter) => new(ToGrain(filter.Must), ToGrain(filter.Should), ToGrain(filter.MustNot));

    private static ImmutableArray<SearchCondition> ToGrain(ImmutableArray<Condition> conditions) => [.. conditions.Select(ToGrain)];

    private static SearchCondition ToGrain(Condition condition) => condition switch
    {
        MetadataMatch match => Nothing with
        {
            Kind = FilterConditionKind.MetadataMatch,
            Key = match.Key,
            Values = [.. match.AnyOf.Select(value => new MetadataEntry(match.Key, value.Text, value.Number, value.Flag, value.Texts))],
        },
        MetadataRange range => Nothing with
        {
            Kind = FilterConditionKind.MetadataRange,
            Key = range.Key,
            Above = range.Above,
            AtLeast = range.AtLeast,
            Below = range.Below,
            AtMost = range.AtMost,
        },
        MetadataPresent present => Nothing with { Kind = FilterConditionKind.MetadataPresent, Key = present.Key },
        VideoIn videos => Nothing with
        {
            Kind = FilterConditionKind.VideoIn,
            VideoIds = [.. videos.Videos.Select(video => video.Value)],
        },
        SegmentOverlaps overlaps => Nothing with
        {
            Kind = FilterConditionKind.SegmentOverlaps,
            From = overlaps.Span.Start,
            To = overlaps.Span.End,
        },
        VideoDurationWithin within => Nothing with
        {
            Kind = FilterConditionKind.VideoDurationWithin,
            From = within.AtLeast,
            To = within.AtMost,
        },
        MaskContains mask => Nothing with { Kind = FilterConditionKind.MaskContains, Mask = mask.Mask },
        Nested nested => Nothing with { Kind = FilterConditionKind.Nested, Filter = ToGrain(nested.Filter) },
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition without a mapping."),
    };
}
