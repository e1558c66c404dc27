namespace Triad.Grains.Shards;

/// <summary>A generation that searches leave out: not yet published, or being removed.</summary>
[GenerateSerializer]
[Alias("triad.state.hidden-generation")]
public sealed record HiddenGenerationState
{
    /// <summary>The video.</summary>
    [Id(0)]
    public string VideoId { get; init; } = string.Empty;

    /// <summary>The generation.</summary>
    [Id(1)]
    public int Generation { get; init; }
}
