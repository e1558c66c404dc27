using System.Text.Json.Serialization;

namespace Triad.Core.Filters;

/// <summary>
/// One condition of a filter. The set of conditions is closed: those listed here, with the names that stand for them wherever a filter
/// leaves the process.
/// </summary>
[JsonPolymorphic(UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(MaskContains), "mask-contains")]
[JsonDerivedType(typeof(MetadataMatch), "metadata-match")]
[JsonDerivedType(typeof(MetadataPresent), "metadata-present")]
[JsonDerivedType(typeof(MetadataRange), "metadata-range")]
[JsonDerivedType(typeof(Nested), "nested")]
[JsonDerivedType(typeof(SegmentOverlaps), "segment-overlaps")]
[JsonDerivedType(typeof(VideoDurationWithin), "video-duration-within")]
[JsonDerivedType(typeof(VideoIn), "video-in")]
public abstract record Condition
{
    private protected Condition()
    {
    }

    /// <summary>Tells whether the condition holds for a point.</summary>
    public abstract bool Holds(FilterSubject subject);
}
