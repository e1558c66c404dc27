namespace Triad.Cli.Tenants.Models;

/// <summary>How often what is right was among the first hits, in per cent.</summary>
/// <param name="R1">First.</param>
/// <param name="R5">Among the first five.</param>
/// <param name="R10">Among the first ten.</param>
internal sealed record RecallFigures(double R1, double R5, double R10)
{
    /// <summary>Of ranks, null where it was not found; null where there are none.</summary>
    public static RecallFigures? Of(IReadOnlyList<int?> ranks) =>
        ranks.Count == 0 ? null : new RecallFigures(Within(ranks, 1), Within(ranks, 5), Within(ranks, 10));

    private static double Within(IReadOnlyList<int?> ranks, int most) => 100.0 * ranks.Count(rank => rank <= most) / ranks.Count;
}
