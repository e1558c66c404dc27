namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>An id that is a text, as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.id.surrogate")]
public readonly struct IdSurrogate
{
    /// <summary>The id; null for an uninitialised one.</summary>
    [Id(0)]
    public string? Value { get; init; }
}
