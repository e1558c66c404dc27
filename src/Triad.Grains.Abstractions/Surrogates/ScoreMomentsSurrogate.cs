namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>Moments of scores as they cross between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.score-moments.surrogate")]
public readonly struct ScoreMomentsSurrogate
{
    /// <summary>How many scores.</summary>
    [Id(0)]
    public long Count { get; init; }

    /// <summary>Their mean.</summary>
    [Id(1)]
    public double Mean { get; init; }

    /// <summary>The sum of their squared distances from it.</summary>
    [Id(2)]
    public double Squares { get; init; }
}
