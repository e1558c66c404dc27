namespace Triad.Evaluation.Offline;

/// <summary>What <c>python3 -m training.offline</c> has found out; its result file. A null rank is infinite.</summary>
internal sealed record OfflineResult(
    string Weights,
    IReadOnlyDictionary<int, string> Problems,
    IReadOnlyDictionary<string, IReadOnlyList<double?>> Directions,
    OfflineResult.ClassRanks? Classes = null)
{
    public static IReadOnlyList<double> Ranks(IReadOnlyList<double?> ranks) => [.. ranks.Select(rank => rank ?? double.PositiveInfinity)];

    /// <summary>By item the rank of its right label and the label that comes first, -1 where it has none.</summary>
    internal sealed record ClassRanks(IReadOnlyList<double?> Ranks, IReadOnlyList<int> First);
}
