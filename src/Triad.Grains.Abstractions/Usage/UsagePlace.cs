namespace Triad.Grains.Abstractions.Usage;

/// <summary>A row's place in the order of an answer: by span, kind, source, modality and package.</summary>
/// <param name="Start">When the span begins.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Modality">The modality, or empty.</param>
/// <param name="Package">The package, or empty.</param>
/// <param name="Source">The source, or empty.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.usage-place")]
public sealed record UsagePlace(
    [property: Id(0)] DateTimeOffset Start,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Modality,
    [property: Id(3)] string Package,
    [property: Id(4)] string Source);
