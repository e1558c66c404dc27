namespace Triad.Inference.Text.HuggingFace.Splitters;

/// <summary>What becomes of the places that a text is split at.</summary>
internal enum SplitBehavior
{
    /// <summary>They go.</summary>
    Removed,

    /// <summary>Each is a word.</summary>
    Isolated,

    /// <summary>They end the word before them.</summary>
    MergedWithPrevious,

    /// <summary>They begin the word after them.</summary>
    MergedWithNext,

    /// <summary>Those that follow each other are a word.</summary>
    Contiguous,
}
