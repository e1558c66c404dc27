using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>A value of a video's metadata as it crosses between grains; exactly one member is set.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.metadata-value.surrogate")]
public readonly struct MetadataValueSurrogate
{
    /// <summary>The text, or null.</summary>
    [Id(0)]
    public string? Text { get; init; }

    /// <summary>The number, or null.</summary>
    [Id(1)]
    public double? Number { get; init; }

    /// <summary>The truth value, or null.</summary>
    [Id(2)]
    public bool? Flag { get; init; }

    /// <summary>The list of texts, or null.</summary>
    [Id(3)]
    public ImmutableArray<string>? Texts { get; init; }
}
