using Triad.Core.Modality;

namespace Triad.Grains.Videos;

/// <summary>What embedding a generation took so far, by what was embedded.</summary>
[GenerateSerializer]
[Alias("triad.state.embed-cost")]
public sealed record EmbedCostState
{
    /// <summary>What was embedded.</summary>
    [Id(0)]
    public Modalities Modality { get; init; }

    /// <summary>Time that executors spent on it.</summary>
    [Id(1)]
    public TimeSpan Compute { get; init; }
}
