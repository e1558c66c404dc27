namespace Triad.Inference.Text.HuggingFace.Splitters;

/// <summary>Splits where a pattern is.</summary>
internal sealed class PatternSplitter(Pattern pattern, SplitBehavior behavior, bool invert) : ISplitter
{
    /// <inheritdoc/>
    public IEnumerable<string> Split(string piece, bool first) => Splitting.At(piece, pattern.Find(piece), behavior, invert);
}
