namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>A representation's scale as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.score-scale.surrogate")]
public readonly struct ScoreScaleSurrogate
{
    /// <summary>The mean score.</summary>
    [Id(0)]
    public double Mean { get; init; }

    /// <summary>The standard deviation of scores.</summary>
    [Id(1)]
    public double Deviation { get; init; }

    /// <summary>The weight.</summary>
    [Id(2)]
    public double Weight { get; init; }
}
