using System.Text;
using Triad.Inference.Packages;

namespace Triad.Inference.Text.HashedNgrams;

/// <summary>Settings of hashed n-grams.</summary>
internal sealed record HashedNgramSettings : ITokenizerPlan
{
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

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => [Vocabulary];

    /// <inheritdoc/>
    public int Width => MaxGrams;

    /// <inheritdoc/>
    public string Key => FormattableString.Invariant(
        $"TextSettings {{ Tokenizer = {HashedNgramTokenizerKind.TokenizerName}, Vocabulary = {Vocabulary}, Buckets = {Buckets}, MinN = {MinN}, MaxN = {MaxN}, MaxWords = {MaxWords}, MaxGrams = {MaxGrams} }}");

    /// <inheritdoc/>
    public ITokenizer? Open(PackageFiles files)
    {
        if (files.Read(Vocabulary) is not { } bytes)
            return null;
        var words = Encoding.UTF8.GetString(bytes).Split('\n');
        return new HashedNgramTokenizer(this, words[^1].Length == 0 ? words[..^1] : words);
    }
}
