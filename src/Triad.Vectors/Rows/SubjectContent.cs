using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Metadata;

namespace Triad.Vectors.Rows;

/// <summary>Equality by content; the records compare their dictionaries by reference.</summary>
internal static class SubjectContent
{
    public static bool Same(RowInfo one, RowInfo other) =>
        one.Id == other.Id
        && one.Generation == other.Generation
        && one.Segment == other.Segment
        && one.Representation.Number == other.Representation.Number
        && one.IsFull == other.IsFull
        && Same(one.Subject, other.Subject);

    public static bool Same(
        ImmutableDictionary<string, MetadataValue> one,
        ImmutableDictionary<string, MetadataValue> other)
    {
        if (ReferenceEquals(one, other))
            return true;
        if (one.Count != other.Count)
            return false;
        foreach (var (key, value) in one)
            if (!other.TryGetValue(key, out var counterpart) || !value.Equals(counterpart))
                return false;
        return true;
    }

    private static bool Same(FilterSubject one, FilterSubject other) =>
        one.Video == other.Video
        && one.Span == other.Span
        && one.VideoDuration == other.VideoDuration
        && one.Mask == other.Mask
        && Same(one.Metadata, other.Metadata);
}
