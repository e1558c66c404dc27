namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>An API key's public part as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.api-key-id.surrogate")]
public readonly struct ApiKeyIdSurrogate
{
    /// <summary>The id as text; null for an uninitialised one.</summary>
    [Id(0)]
    public string? Value { get; init; }
}
