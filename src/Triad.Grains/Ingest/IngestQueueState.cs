using System.Collections.Immutable;

namespace Triad.Grains.Ingest;

/// <summary>The jobs of one partition.</summary>
[GenerateSerializer]
[Alias("triad.state.ingest-queue")]
public sealed record IngestQueueState
{
    /// <summary>In order of arrival.</summary>
    [Id(0)]
    public ImmutableArray<QueuedJobState> Jobs { get; init; } = [];

    /// <summary>The number of the last arrival.</summary>
    [Id(1)]
    public long LastNumber { get; init; }
}
