using System.Collections.Immutable;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Abstractions.Ingest;

/// <summary>Segments that are durable in the index.</summary>
/// <param name="Epoch">From the plan.</param>
/// <param name="Generation">From the plan.</param>
/// <param name="Segments">In order, following those known.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.ingest-checkpoint")]
public sealed record IngestCheckpoint(
    [property: Id(0)] long Epoch,
    [property: Id(1)] int Generation,
    [property: Id(2)] ImmutableArray<VideoSegment> Segments)
{
    /// <summary>The vectors of the whole video, once they are durable too; else null.</summary>
    [Id(3)]
    public WholeVideo? Whole { get; init; }

    /// <summary>What it took to embed what this makes durable.</summary>
    [Id(50)]
    public ImmutableArray<EmbedCost> Embedded { get; init; } = [];
}
