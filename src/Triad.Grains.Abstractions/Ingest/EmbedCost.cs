using Triad.Core.Modality;

namespace Triad.Grains.Abstractions.Ingest;

/// <summary>What it took to embed something that is durable: it is billed once, by whichever attempt made it durable.</summary>
/// <param name="Modality">What was embedded.</param>
/// <param name="Compute">Time that executors spent on it.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.ingest.embed-cost")]
public sealed record EmbedCost(
    [property: Id(0)] Modalities Modality,
    [property: Id(1)] TimeSpan Compute);
