namespace Triad.Grains.Abstractions.Searches;

/// <summary>The kinds of filter conditions.</summary>
public enum FilterConditionKind
{
    /// <summary>Metadata equals one of Values.</summary>
    MetadataMatch,

    /// <summary>Metadata is a number within Above, AtLeast, Below, AtMost.</summary>
    MetadataRange,

    /// <summary>There is metadata under Key.</summary>
    MetadataPresent,

    /// <summary>The video is one of VideoIds.</summary>
    VideoIn,

    /// <summary>The segment overlaps [From, To).</summary>
    SegmentOverlaps,

    /// <summary>The video's length is within [From, To].</summary>
    VideoDurationWithin,

    /// <summary>The segment has every modality of Mask.</summary>
    MaskContains,

    /// <summary>A filter within the filter.</summary>
    Nested,
}
