using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Runs;

/// <summary>One line of a run's journal: one of its first four, with what belongs to it.</summary>
internal sealed record JournalEntry
{
    /// <summary>What the run measures, as a hash: first line of a journal.</summary>
    public string? Plan { get; init; }

    /// <summary>The tenant that holds the pool.</summary>
    public string? Tenant { get; init; }

    /// <summary>A video that can be found.</summary>
    public string? Stored { get; init; }

    /// <summary>A video that could not be put in.</summary>
    public string? Refused { get; init; }

    /// <summary>Why.</summary>
    public string? Reason { get; init; }

    /// <summary>A direction in which a query was asked.</summary>
    public string? Asked { get; init; }

    /// <summary>The query's number.</summary>
    public int Query { get; init; }

    /// <summary>What came of it.</summary>
    public QueryOutcome? Outcome { get; init; }
}
