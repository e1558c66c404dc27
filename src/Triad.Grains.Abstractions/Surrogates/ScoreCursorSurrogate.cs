using Triad.Core.Identity;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>A place in a ranking as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.score-cursor.surrogate")]
public readonly struct ScoreCursorSurrogate
{
    /// <summary>The last hit's score.</summary>
    [Id(0)]
    public float Score { get; init; }

    /// <summary>The last hit's point.</summary>
    [Id(1)]
    public PointId Id { get; init; }
}
