namespace Triad.Inference.Packages;

/// <summary>The text front-end of a model package.</summary>
public sealed record TextSettings
{
    /// <summary>The only tokenizer of format 1.</summary>
    public const string HashedNgrams = "hashed-ngrams";

    /// <summary>The tokenizer's name.</summary>
    public required string Tokenizer { get; init; }

    /// <summary>File of known words, one a line.</summary>
    public required string Vocabulary { get; init; }

    /// <summary>Number of buckets that n-grams are hashed into.</summary>
    public required int Buckets { get; init; }

    /// <summary>Shortest n-gram in code points.</summary>
    public required int MinN { get; init; }

    /// <summary>Longest n-gram in code points.</summary>
    public required int MaxN { get; init; }

    /// <summary>Words beyond this many are cut.</summary>
    public required int MaxWords { get; init; }

    /// <summary>Ids a word has at most.</summary>
    public required int MaxGrams { get; init; }
}
