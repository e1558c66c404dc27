using Triad.Evaluation.Metrics;

namespace Triad.Evaluation.Retrieval;

/// <summary>What every caption scored with every item, read by item: how items find captions where only captions can ask.</summary>
/// <param name="rows">For each caption its score with each item; NaN where there is none, null where the caption could not be asked.</param>
internal sealed class TurnedScores(IReadOnlyList<float[]?> rows)
{
    /// <summary>The rank among all captions of the best of an item's own.</summary>
    public double RankOf(int item, IReadOnlyList<int> own)
    {
        var scores = new List<double>(rows.Count);
        var right = new List<int>(own.Count);
        for (var caption = 0; caption < rows.Count; caption++)
        {
            if (rows[caption] is not { } row || float.IsNaN(row[item]))
                continue;
            if (own.Contains(caption))
                right.Add(scores.Count);
            scores.Add(row[item]);
        }

        return RetrievalRank.OfBest([.. scores], [.. right]);
    }
}
