namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>A video's id as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.video-id.surrogate")]
public readonly struct VideoIdSurrogate
{
    /// <summary>The id as text; null for an uninitialised one.</summary>
    [Id(0)]
    public string? Value { get; init; }
}
