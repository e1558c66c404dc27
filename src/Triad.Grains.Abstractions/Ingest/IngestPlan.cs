using System.Collections.Immutable;
using Triad.Core.Fairness;
using Triad.Core.Identity;
using Triad.Core.LongInput;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Abstractions.Ingest;

/// <summary>What an ingest host shall do.</summary>
/// <param name="Action">Work or drop.</param>
/// <param name="Epoch">To be sent with every report.</param>
/// <param name="Attempt">From 1.</param>
/// <param name="Generation">The generation to write.</param>
/// <param name="Shard">The shard to write to.</param>
/// <param name="ModelPackage">The model package to use.</param>
/// <param name="Space">The tenant's space.</param>
/// <param name="SourceBlob">The media store's name of the bytes.</param>
/// <param name="CaptionsBlob">The captions, or null.</param>
/// <param name="SegmentLength">Null for the model's own.</param>
/// <param name="SegmentsDone">Segments of this generation that are durable: go on after them.</param>
/// <param name="Metadata">To be stored with each vector.</param>
/// <param name="TraceParent">The trace of the upload, as W3C Trace Context writes it, or null.</param>
/// <param name="LongInput">How the vector of the whole video is made; null for the model's own way.</param>
/// <param name="WholeDone">True where the vectors of the whole video are durable.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.ingest-plan")]
public sealed record IngestPlan(
    [property: Id(0)] IngestAction Action,
    [property: Id(1)] long Epoch,
    [property: Id(2)] int Attempt,
    [property: Id(3)] int Generation,
    [property: Id(4)] int Shard,
    [property: Id(5)] string ModelPackage,
    [property: Id(6)] SpaceId Space,
    [property: Id(7)] string SourceBlob,
    [property: Id(8)] string? CaptionsBlob,
    [property: Id(9)] TimeSpan? SegmentLength,
    [property: Id(10)] int SegmentsDone,
    [property: Id(11)] ImmutableDictionary<string, MetadataValue> Metadata,
    [property: Id(12)] string? TraceParent = null,
    [property: Id(13)] LongInputStrategy? LongInput = null,
    [property: Id(14)] bool WholeDone = false)
{
    /// <summary>The video's name, which some models read.</summary>
    [Id(15)]
    public string Name { get; init; } = string.Empty;

    /// <summary>The tenant's part of what tenants share.</summary>
    [Id(60)]
    public double Weight { get; init; } = FairShare.DefaultWeight;

    /// <summary>With <see cref="IngestAction.Wait"/>: how long no work of the tenant is to be leased.</summary>
    [Id(40)]
    public TimeSpan Wait { get; init; }

    /// <summary>True where the tenant's work is counted while it goes on.</summary>
    [Id(41)]
    public bool IsCounted { get; init; }
}
