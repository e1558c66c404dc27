using System.Collections.Immutable;
using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Tenants;

/// <summary>What of a tenant's library the other model has.</summary>
/// <param name="Total">Videos that can be found, or are on their way there.</param>
/// <param name="Done">Those of them that the other model has.</param>
/// <param name="Failed">Those that can be found, and that the other model cannot embed.</param>
/// <param name="Waiting">The rest.</param>
/// <param name="Cleaning">Videos that still have vectors of a model that was given up.</param>
/// <param name="Behind">Videos that would not be found any more, or not in time, after a change over.</param>
/// <param name="Missing">Some of these.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.tenants.model-change-counts")]
public sealed record ModelChangeCounts(
    [property: Id(0)] int Total,
    [property: Id(1)] int Done,
    [property: Id(2)] int Failed,
    [property: Id(3)] int Waiting,
    [property: Id(4)] int Cleaning,
    [property: Id(5)] int Behind,
    [property: Id(6)] ImmutableArray<VideoId> Missing);
