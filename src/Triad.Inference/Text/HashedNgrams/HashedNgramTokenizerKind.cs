using Triad.Inference.Packages;

namespace Triad.Inference.Text.HashedNgrams;

/// <summary>The tokenizer <c>hashed-ngrams</c>.</summary>
internal sealed class HashedNgramTokenizerKind : ITokenizerKind
{
    /// <summary>The name.</summary>
    public const string TokenizerName = "hashed-ngrams";

    /// <inheritdoc/>
    public string Name => TokenizerName;

    /// <inheritdoc/>
    public ITokenizerPlan Read(ManifestObject section)
    {
        var settings = new HashedNgramSettings
        {
            Vocabulary = section.FileName("vocabulary"),
            Buckets = section.Integer("buckets", 1, 1 << 24),
            MinN = section.Integer("min_n", 1, 16),
            MaxN = section.Integer("max_n", 1, 16),
            MaxWords = section.Integer("max_words", 1, 4096),
            MaxGrams = section.Integer("max_grams", 1, 1024),
        };
        if (settings.MinN > settings.MaxN)
            section.Note("min_n", $"is {settings.MinN}, more than max_n {settings.MaxN}", "Correct either.");
        if (settings.MinN > 3)
            section.Note("min_n", $"is {settings.MinN}", "Use at most 3: a word of one letter has no longer n-gram than <x>.");
        return settings;
    }
}
