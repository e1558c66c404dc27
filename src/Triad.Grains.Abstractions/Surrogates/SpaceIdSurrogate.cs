namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>An embedding space as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.space-id.surrogate")]
public readonly struct SpaceIdSurrogate
{
    /// <summary>The id as text; null for an uninitialised one.</summary>
    [Id(0)]
    public string? Value { get; init; }
}
