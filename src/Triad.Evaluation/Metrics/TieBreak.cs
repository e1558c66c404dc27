namespace Triad.Evaluation.Metrics;

/// <summary>What rank a right answer has when others score exactly as much.</summary>
public enum TieBreak
{
    /// <summary>The mean of the ranks that the tied answers take together.</summary>
    Average,

    /// <summary>The best of them: what a lucky order would show. For comparison only.</summary>
    Optimistic,
}
