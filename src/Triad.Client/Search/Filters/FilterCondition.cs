using Google.Protobuf.WellKnownTypes;

namespace Triad.Client;

/// <summary>A condition on a video or segment; made by the methods here.</summary>
public sealed class FilterCondition
{
    private FilterCondition(V1.Condition wire) => Wire = wire;

    internal V1.Condition Wire { get; }

    internal static FilterCondition FromWire(V1.Condition wire) => new(wire);

    /// <summary>A metadata value equals this one, kind and value; a list holds it.</summary>
    /// <param name="key">The key.</param>
    /// <param name="value">The value.</param>
    public static FilterCondition MetadataEquals(string key, MetadataValue value) =>
        Metadata(new V1.MetadataCondition { Key = key, Equals_ = value.ToWire() });

    /// <summary>A metadata value is one of these texts; at most 256.</summary>
    /// <param name="key">The key.</param>
    /// <param name="values">The texts.</param>
    public static FilterCondition MetadataAnyOf(string key, params string[] values) =>
        Metadata(new V1.MetadataCondition { Key = key, AnyOf = new V1.StringList { Values = { values } } });

    /// <summary>A metadata number lies between two bounds, both included.</summary>
    /// <param name="key">The key.</param>
    /// <param name="atLeast">The lower bound; null for none.</param>
    /// <param name="atMost">The upper bound; null for none.</param>
    public static FilterCondition MetadataBetween(string key, double? atLeast = null, double? atMost = null) =>
        Metadata(new V1.MetadataCondition { Key = key, Range = Range(atLeast, atMost) });

    /// <summary>The video has this metadata key.</summary>
    /// <param name="key">The key.</param>
    public static FilterCondition MetadataExists(string key) => Metadata(new V1.MetadataCondition { Key = key, Exists = true });

    /// <summary>It is one of these videos; at most 1,000.</summary>
    /// <param name="videoIds">The videos.</param>
    public static FilterCondition Videos(params string[] videoIds) =>
        new(new V1.Condition { VideoIds = new V1.IdCondition { Ids = { videoIds } } });

    /// <summary>The segment shares some time with a span of its video.</summary>
    /// <param name="span">The span.</param>
    public static FilterCondition Overlaps(MediaSpan span) =>
        new(new V1.Condition { Time = new V1.TimeCondition { Overlaps = span.ToWire() } });

    /// <summary>The video was created in a range of time.</summary>
    /// <param name="from">Included; null for no bound.</param>
    /// <param name="to">Not included; null for no bound.</param>
    public static FilterCondition CreatedBetween(DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        new(new V1.Condition
        {
            Time = new V1.TimeCondition
            {
                Created = new V1.TimestampRange
                {
                    From = from is { } start ? Timestamp.FromDateTimeOffset(start) : null,
                    To = to is { } end ? Timestamp.FromDateTimeOffset(end) : null,
                },
            },
        });

    /// <summary>How long the whole video is.</summary>
    /// <param name="atLeast">The lower bound; null for none.</param>
    /// <param name="atMost">The upper bound; null for none.</param>
    public static FilterCondition DurationBetween(TimeSpan? atLeast = null, TimeSpan? atMost = null)
    {
        var duration = new V1.DurationCondition();
        if (atLeast is { } low)
            duration.AtLeastSeconds = low.TotalSeconds;
        if (atMost is { } high)
            duration.AtMostSeconds = high.TotalSeconds;
        return new FilterCondition(new V1.Condition { Duration = duration });
    }

    /// <summary>Which modalities the segment has.</summary>
    /// <param name="all">It has all of these.</param>
    /// <param name="none">It has none of these.</param>
    public static FilterCondition HasModalities(Modalities all, Modalities none = Modalities.None) =>
        new(new V1.Condition { Modalities = new V1.ModalityCondition { HasAll = all.ToWire(), HasNone = none.ToWire() } });

    /// <summary>Another filter holds.</summary>
    /// <param name="filter">The filter.</param>
    public static FilterCondition Nested(SearchFilter filter) => new(new V1.Condition { Filter = filter.ToWire() });

    private static FilterCondition Metadata(V1.MetadataCondition condition) => new(new V1.Condition { Metadata = condition });

    private static V1.NumberRange Range(double? atLeast, double? atMost)
    {
        var range = new V1.NumberRange();
        if (atLeast is { } low)
            range.AtLeast = low;
        if (atMost is { } high)
            range.AtMost = high;
        return range;
    }
}
