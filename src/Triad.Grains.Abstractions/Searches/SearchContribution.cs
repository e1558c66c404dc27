using Triad.Core.Modality;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>What one modality of the query added to a score.</summary>
/// <param name="Modality">The modality; None for stored items and vectors.</param>
/// <param name="Score">Its share; all shares sum to the score.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.search-contribution")]
public sealed record SearchContribution(
    [property: Id(0)] Modalities Modality,
    [property: Id(1)] float Score);
