using Triad.Vectors.Graphs;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>
/// The scores of a search: of a row with codes first the most that it can be. A row that can matter is compared exactly when it is
/// looked at; what is below the least score that matters needs no more.
/// </summary>
/// <param name="views">The rows.</param>
/// <param name="queries">The legs' vectors.</param>
/// <param name="scores">Receives the scores.</param>
/// <param name="isExact">True where all scores matter: each row is compared exactly at once.</param>
internal sealed class SearchScores(IReadOnlyList<LegView> views, IReadOnlyList<LegQuery> queries, float[] scores, bool isExact)
{
    private const float NotCompared = float.NaN;

    public IReadOnlyList<LegView> Views => views;

    /// <summary>The scores of a view's rows, or the most that they can be.</summary>
    public ReadOnlySpan<float> Of(in LegView view) => scores.AsSpan(view.Start, view.Count);

    /// <summary>The score at a place among all of the search.</summary>
    public float At(int place) => scores[place];

    /// <summary>
    /// The first place of a view from one on whose row may have at least the given score; the view's count where there is none.
    /// </summary>
    public int NextAtLeast(in LegView view, int from, float score) => ScoreSearch.NextAtLeast(Of(view), from, score);

    /// <summary>The exact score of a row that was compared.</summary>
    public float Exact(in LegView view, int place)
    {
        if (!isExact && view.Chunk.Codes is not null)
            scores[view.Start + place] = RowKernel.Dot(in view.Chunk.Row(view.From + place), queries[view.Leg].Vector);
        return scores[view.Start + place];
    }

    /// <summary>Compares a view's rows.</summary>
    /// <returns>How many counted.</returns>
    public int Compare(in LegView view, FilterPlan plan)
    {
        var own = scores.AsSpan(view.Start, view.Count);
        if (view.Covered is null && plan.AcceptsWhole(view.Chunk))
        {
            Compare(view, 0, own);
            return view.Count;
        }

        var compared = 0;
        for (var place = 0; place < own.Length; place++)
        {
            var row = view.From + place;
            if ((view.Covered is null || !RowGraph.IsCovered(view.Covered, row)) && plan.Accepts(view.Chunk, row))
            {
                Compare(view, place, own.Slice(place, 1));
                compared++;
            }
            else
            {
                own[place] = NotCompared;
            }
        }

        return compared;
    }

    private void Compare(in LegView view, int place, Span<float> into)
    {
        var query = queries[view.Leg];
        if (!isExact && view.Chunk.Codes is { } codes)
            CodeKernel.UpperBounds(codes, view.From + place, query.Codes!, into);
        else
            RowKernel.Dot(in view.Chunk.Row(view.From + place), query.Vector, into);
    }
}
