using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Gateway.Calls;
using Triad.Gateway.Limits;
using Triad.Gateway.Requests;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Filters;

/// <summary>
/// The filter that a key or token is confined to. It is about whole videos, so that every call means the same by it: what it shuts out is in no answer, and is
/// answered like what does not exist.
/// </summary>
internal static class AccessFilter
{
    /// <summary>Reads one; null where it lets everything through. Notes what is wrong with it.</summary>
    /// <param name="wire">The filter, or null.</param>
    /// <param name="field">Its field.</param>
    /// <param name="writes">True where what is uploaded must pass it too.</param>
    /// <param name="limits">How large it may be.</param>
    /// <param name="violations">Where to note.</param>
    public static Filter? Read(V1.Filter? wire, string field, bool writes, LimitsOptions limits, Violations violations)
    {
        var filter = new FilterReader(limits, violations).Read(wire, field);
        if (ConditionsOf(filter).Any(condition => condition is SegmentOverlaps or MaskContains))
            violations.Add(Error.Invalid(
                field, "time.overlaps or modalities", "is a condition on segments", "Give conditions on metadata, video ids and duration."));
        if (writes && ConditionsOf(filter).Any(condition => condition is VideoDurationWithin))
            violations.Add(Error.Invalid(
                field, "duration", "is not known of what is uploaded", "With the scope INGEST give conditions on metadata and video ids."));
        return filter.IsEmpty ? null : filter;
    }

    /// <summary>Tells whether a video passes.</summary>
    public static bool Accepts(this Filter filter, VideoSnapshot video) => filter.IsEmpty || filter.Accepts(new FilterSubject(
        video.VideoId,
        new TimeRange(TimeSpan.Zero, video.Duration),
        video.Duration,
        video.Mask,
        video.Metadata));

    /// <summary>Tells whether what is about to be uploaded passes.</summary>
    public static bool AcceptsUpload(this Filter filter, VideoId video, ImmutableDictionary<string, MetadataValue> metadata) =>
        filter.IsEmpty || filter.Accepts(new FilterSubject(video, new TimeRange(TimeSpan.Zero, TimeSpan.Zero), TimeSpan.Zero, Modalities.None, metadata));

    /// <summary>Notes other metadata with which a video would leave what the caller is confined to.</summary>
    public static void CheckUpdate(Filter filter, VideoId video, UpdateVideo update, Violations violations)
    {
        if (violations.Errors.Count == 0 && update.Metadata is { } metadata && !filter.AcceptsUpload(video, metadata))
            violations.Add(Error.Invalid(
                "video.metadata", video, "would not pass the filter of this API key", "Give the metadata that the key is confined to."));
    }

    /// <summary>The filter of a request with the caller's, for what a page token is bound to.</summary>
    public static V1.Filter? Bind(Caller caller, V1.Filter? asked) => caller.Filter.IsEmpty
        ? asked
        : new V1.Filter
        {
            Must =
            {
                new V1.Condition { Filter = FilterMapping.ToWire(caller.Filter) },
                new V1.Condition { Filter = asked ?? new V1.Filter() },
            },
        };

    private static IEnumerable<Condition> ConditionsOf(Filter filter) =>
        filter.Must.Concat(filter.Should).Concat(filter.MustNot)
            .SelectMany(condition => condition is Nested nested ? ConditionsOf(nested.Filter) : [condition]);
}
