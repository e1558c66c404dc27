using System.Collections.Immutable;
using Triad.Core.Media;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Abstractions.Ingest;

/// <summary>A whole ingest.</summary>
/// <param name="Epoch">From the plan.</param>
/// <param name="Generation">From the plan.</param>
/// <param name="Container">FFmpeg's demuxer.</param>
/// <param name="Duration">What was decoded.</param>
/// <param name="Streams">The decoded streams.</param>
/// <param name="ModalityStates">How each modality fared.</param>
/// <param name="SegmentCount">All segments.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.ingest-outcome")]
public sealed record IngestOutcome(
    [property: Id(0)] long Epoch,
    [property: Id(1)] int Generation,
    [property: Id(2)] string Container,
    [property: Id(3)] TimeSpan Duration,
    [property: Id(4)] ImmutableArray<MediaStreamSummary> Streams,
    [property: Id(5)] ImmutableArray<ModalityStatus> ModalityStates,
    [property: Id(6)] int SegmentCount)
{
    /// <summary>What the video lacks, or has elsewhere than the file says.</summary>
    [Id(7)]
    public ImmutableArray<MediaNotice> Notices { get; init; } = [];
}
