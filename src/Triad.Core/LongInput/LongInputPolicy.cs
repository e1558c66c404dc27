namespace Triad.Core.LongInput;

/// <summary>What a model package says of videos longer than a segment.</summary>
/// <param name="Strategy">What an ingest does that asks for nothing else.</param>
/// <param name="MaxTokens">The tokens that <see cref="LongInputStrategy.Uniform"/> and <see cref="LongInputStrategy.MaxPool"/> leave, over all modalities.</param>
public sealed record LongInputPolicy(LongInputStrategy Strategy, int MaxTokens)
{
    /// <summary>The fewest tokens that a budget may have: some for each modality.</summary>
    public const int FewestTokens = 8;

    /// <summary>The most tokens that a budget may have.</summary>
    public const int MostTokens = 65_536;

    /// <summary>What holds where a package says nothing.</summary>
    public static LongInputPolicy Default { get; } = new(LongInputStrategy.Average, 128);
}
