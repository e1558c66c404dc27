using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;

namespace Triad.Core.Filters;

/// <summary>What filters look at: one segment of one video.</summary>
/// <param name="Video">The video.</param>
/// <param name="Span">The segment's place on the video's time line.</param>
/// <param name="VideoDuration">The length of the whole video.</param>
/// <param name="Mask">The modalities that the segment has.</param>
/// <param name="Metadata">The video's metadata.</param>
public sealed record FilterSubject(
    VideoId Video,
    TimeRange Span,
    TimeSpan VideoDuration,
    Modalities Mask,
    ImmutableDictionary<string, MetadataValue> Metadata);
