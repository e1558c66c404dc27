namespace Triad.Cli.Tenants.Models;

/// <summary>How far two models of a tenant agree, and what each finds of what is expected.</summary>
/// <param name="At">Of how many videos the overlap is.</param>
/// <param name="Queries">The queries.</param>
internal sealed record ModelComparison(int At, IReadOnlyList<ComparedQuery> Queries)
{
    /// <summary>The mean overlap of the queries that both could be asked; null where there are none.</summary>
    public double? MeanOverlap => Answered.Average(query => query.Overlap);

    /// <summary>The share of those queries with the same first video.</summary>
    public double? SameFirst => Answered.Average(query => (double?)(query.LiveFirst == query.OtherFirst ? 1 : 0));

    /// <summary>Queries that one of them could not be asked.</summary>
    public int Unanswered => Queries.Count(query => query.Problem is not null);

    /// <summary>Queries with a video that is right.</summary>
    public int Judged => Expecting.Count();

    /// <summary>The live model's recall, in per cent.</summary>
    public RecallFigures? Live => RecallFigures.Of([.. Expecting.Select(query => query.LiveRank)]);

    /// <summary>The other model's recall, in per cent.</summary>
    public RecallFigures? Other => RecallFigures.Of([.. Expecting.Select(query => query.OtherRank)]);

    private IEnumerable<ComparedQuery> Answered => Queries.Where(query => query.Overlap is not null);

    private IEnumerable<ComparedQuery> Expecting => Queries.Where(query => query.Expected is not null);
}
