namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>The id of a stored vector as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.point-id.surrogate")]
public readonly struct PointIdSurrogate
{
    /// <summary>The UUID.</summary>
    [Id(0)]
    public Guid Value { get; init; }
}
