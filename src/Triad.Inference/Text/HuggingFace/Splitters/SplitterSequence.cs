namespace Triad.Inference.Text.HuggingFace.Splitters;

/// <summary>Splitters one after the other; without any, the text is one word.</summary>
internal sealed class SplitterSequence(IReadOnlyList<ISplitter> parts) : ISplitter
{
    /// <inheritdoc/>
    public IEnumerable<string> Split(string piece, bool first)
    {
        IEnumerable<string> words = [piece];
        foreach (var part in parts)
            words = [.. words.SelectMany((word, i) => part.Split(word, first && i == 0))];
        return words;
    }
}
