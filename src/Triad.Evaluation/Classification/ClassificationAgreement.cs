using Triad.Evaluation.Offline;

namespace Triad.Evaluation.Classification;

/// <summary>How far the platform's labels and those computed offline agree.</summary>
/// <param name="MinCosine">The lowest cosine of two vectors of one segment.</param>
/// <param name="Missing">Segments that only one side has a vector of.</param>
/// <param name="FirstDifferent">Items to which the two sides give another first label, ties within 1e-4 apart.</param>
/// <param name="Ties">Items whose first labels differ because they score the same within 1e-4.</param>
/// <param name="MaxShareDifference">The largest difference of top-1 and top-5, in points of a hundred.</param>
public sealed record ClassificationAgreement(double MinCosine, int Missing, int FirstDifferent, int Ties, double MaxShareDifference)
{
    private const double LowestCosine = 0.9999;
    private const double LargestShareDifference = 0.1;
    private const double Rounding = 1e-9;

    public bool Agrees => MinCosine >= LowestCosine && Missing == 0 && FirstDifferent == 0 && MaxShareDifference <= LargestShareDifference + Rounding;

    public static ClassificationAgreement Of(
        CosineFigures cosines, ClassificationFigures platform, ClassificationFigures offline, IReadOnlyList<double[]?> scores, IReadOnlyList<int> first)
    {
        var (different, ties) = (0, 0);
        for (var item = 0; item < scores.Count; item++)
        {
            var own = scores[item] is { } row ? Array.IndexOf(row, row.Max()) : -1;
            if (own == first[item])
                continue;
            if (own >= 0 && first[item] >= 0 && scores[item]![own] - scores[item]![first[item]] <= RankingDifference.Tolerance)
                ties++;
            else
                different++;
        }

        return new ClassificationAgreement(
            cosines.MinCosine,
            cosines.Missing,
            different,
            ties,
            100 * Math.Max(Math.Abs(platform.Top1 - offline.Top1), Math.Abs(platform.Top5 - offline.Top5)));
    }
}
