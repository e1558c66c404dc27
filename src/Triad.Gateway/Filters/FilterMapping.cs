using Triad.Core.Filters;
using Triad.Gateway.Values;

namespace Triad.Gateway.Filters;

/// <summary>Maps filters to the wire; the same filter is always the same message.</summary>
internal static class FilterMapping
{
    /// <summary>A filter for the wire.</summary>
    public static V1.Filter ToWire(Filter filter) => new()
    {
        Must = { filter.Must.Select(ToWire) },
        Should = { filter.Should.Select(ToWire) },
        MustNot = { filter.MustNot.Select(ToWire) },
    };

    private static V1.Condition ToWire(Condition condition) => condition switch
    {
        MetadataMatch { AnyOf: [var only] } match =>
            new() { Metadata = new V1.MetadataCondition { Key = match.Key, Equals_ = MetadataMapping.ToWire(only) } },
        MetadataMatch match => new()
        {
            Metadata = new V1.MetadataCondition { Key = match.Key, AnyOf = new V1.StringList { Values = { match.AnyOf.Select(value => value.Text ?? "") } } },
        },
        MetadataPresent present => new() { Metadata = new V1.MetadataCondition { Key = present.Key, Exists = true } },
        MetadataRange range => new() { Metadata = new V1.MetadataCondition { Key = range.Key, Range = ToWire(range) } },
        VideoIn { Videos: var videos } =>
            new() { VideoIds = new V1.IdCondition { Ids = { videos.Select(video => video.Value).Order(StringComparer.Ordinal) } } },
        VideoDurationWithin within => new() { Duration = ToWire(within) },
        SegmentOverlaps { Span: var span } => new()
        {
            Time = new V1.TimeCondition { Overlaps = new V1.Span { StartSeconds = span.Start.TotalSeconds, EndSeconds = span.End.TotalSeconds } },
        },
        MaskContains { Mask: var mask } => new() { Modalities = new V1.ModalityCondition { HasAll = ModalityMapping.ToWire(mask) } },
        Nested { Filter: var inner } => new() { Filter = ToWire(inner) },
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, "A condition without a mapping."),
    };

    private static V1.NumberRange ToWire(MetadataRange range)
    {
        var wire = new V1.NumberRange();
        if (range.Above is { } above)
            wire.GreaterThan = above;
        if (range.AtLeast is { } least)
            wire.AtLeast = least;
        if (range.Below is { } below)
            wire.LessThan = below;
        if (range.AtMost is { } most)
            wire.AtMost = most;
        return wire;
    }

    private static V1.DurationCondition ToWire(VideoDurationWithin within)
    {
        var wire = new V1.DurationCondition();
        if (within.AtLeast is { } least)
            wire.AtLeastSeconds = least.TotalSeconds;
        if (within.AtMost is { } most)
            wire.AtMostSeconds = most.TotalSeconds;
        return wire;
    }
}
