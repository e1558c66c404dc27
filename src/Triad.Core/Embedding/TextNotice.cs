using Triad.Core.Errors;

namespace Triad.Core.Embedding;

/// <summary>What the model did not know of a text.</summary>
/// <param name="KnownWords">How many words the vocabulary has.</param>
/// <param name="UnknownWords">Words that the vocabulary lacks, in order, without repetition: embedded by their parts, never dropped.</param>
/// <param name="CutWords">How many words beyond the model's maximum were left out.</param>
public sealed record TextNotice(int KnownWords, IReadOnlyList<string> UnknownWords, int CutWords)
{
    /// <summary>Why the model cannot read the text at all; null where it can.</summary>
    public Error? Problem { get; init; }
}
