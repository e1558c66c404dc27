using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Media;
using Triad.Core.Metadata;
using Triad.Core.Modality;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>A video as it is.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="VideoId">The video.</param>
/// <param name="Name">The file's name.</param>
/// <param name="Status">Where it is on its way.</param>
/// <param name="ProgressPercent">0 to 100 of the whole way.</param>
/// <param name="Activity">What is being done, for people.</param>
/// <param name="Failure">Why it failed, or null.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Hash of the bytes.</param>
/// <param name="Container">FFmpeg's demuxer; empty until probed.</param>
/// <param name="Duration">What was decoded; zero until then.</param>
/// <param name="Streams">The decoded streams.</param>
/// <param name="Mask">The union of its segments' masks.</param>
/// <param name="ModalityStates">How each modality fared.</param>
/// <param name="SegmentCount">Segments that can be found.</param>
/// <param name="Generation">The live generation; 0 before the first.</param>
/// <param name="Shard">The shard that holds it.</param>
/// <param name="Sequence">The shard's sequence number that made it visible; 0 before.</param>
/// <param name="Space">The space of its vectors; null before.</param>
/// <param name="Metadata">The user's metadata.</param>
/// <param name="CreatedAt">When it was uploaded.</param>
/// <param name="UpdatedAt">When it last changed state.</param>
/// <param name="Version">Grows with every change of state or progress.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.video-snapshot")]
public sealed record VideoSnapshot(
    [property: Id(0)] TenantId TenantId,
    [property: Id(1)] VideoId VideoId,
    [property: Id(2)] string Name,
    [property: Id(3)] VideoStatus Status,
    [property: Id(4)] int ProgressPercent,
    [property: Id(5)] string Activity,
    [property: Id(6)] Error? Failure,
    [property: Id(7)] long Length,
    [property: Id(8)] string Sha256,
    [property: Id(9)] string Container,
    [property: Id(10)] TimeSpan Duration,
    [property: Id(11)] ImmutableArray<MediaStreamSummary> Streams,
    [property: Id(12)] Modalities Mask,
    [property: Id(13)] ImmutableArray<ModalityStatus> ModalityStates,
    [property: Id(14)] int SegmentCount,
    [property: Id(15)] int Generation,
    [property: Id(16)] int Shard,
    [property: Id(17)] long Sequence,
    [property: Id(18)] SpaceId? Space,
    [property: Id(19)] ImmutableDictionary<string, MetadataValue> Metadata,
    [property: Id(20)] DateTimeOffset CreatedAt,
    [property: Id(21)] DateTimeOffset UpdatedAt,
    [property: Id(22)] long Version)
{
    /// <summary>The media store's name of the bytes: an upload that finds another one here removes its own copy.</summary>
    [Id(23)]
    public string SourceBlob { get; init; } = "";

    /// <summary>The vectors of the whole video; null before there are any.</summary>
    [Id(24)]
    public WholeVideo? Whole { get; init; }

    /// <summary>What it lacks, or has elsewhere than the file says.</summary>
    [Id(25)]
    public ImmutableArray<MediaNotice> Notices { get; init; } = [];

    /// <summary>What it has in the lineage that is not the live one; null where there is none.</summary>
    [Id(26)]
    public VideoSide? Other { get; init; }

    /// <summary>How long it is kept after its creation; null for as long as its tenant says.</summary>
    [Id(30)]
    public TimeSpan? Retention { get; init; }
}
