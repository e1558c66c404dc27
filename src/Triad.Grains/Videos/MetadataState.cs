using System.Collections.Immutable;

namespace Triad.Grains.Videos;

/// <summary>One value of a video's metadata; exactly one of the values is set.</summary>
[GenerateSerializer]
[Alias("triad.state.metadata")]
public sealed record MetadataState
{
    /// <summary>The name.</summary>
    [Id(0)]
    public string Key { get; init; } = string.Empty;

    /// <summary>A text, or null.</summary>
    [Id(1)]
    public string? Text { get; init; }

    /// <summary>A number, or null.</summary>
    [Id(2)]
    public double? Number { get; init; }

    /// <summary>A truth value, or null.</summary>
    [Id(3)]
    public bool? Flag { get; init; }

    /// <summary>A list of texts, or null.</summary>
    [Id(4)]
    public ImmutableArray<string>? Texts { get; init; }
}
