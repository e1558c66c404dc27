using System.Buffers;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>
/// Picks the best groups by the sums of their points' scores in all legs. A point is told by the shard's number for its segment: its rows in
/// the sets of several representations have the same one.
/// </summary>
internal sealed class SumPicker(SearchLayout search, SearchScores scores, VectorQuery query, int segments)
{
    private const int None = -1;

    private readonly int _legs = query.Legs.Length;
    private readonly ScoreScale[] _scales = [.. query.Scales];
    private readonly RowGroups _bySegment = new(HitGrouping.Segment, default);

    /// <summary>The hits, best first.</summary>
    public IReadOnlyList<VectorHit> Pick()
    {
        var places = ArrayPool<int>.Shared.Rent(segments * _legs);
        var sums = ArrayPool<float>.Shared.Rent(segments);
        try
        {
            places.AsSpan(0, segments * _legs).Fill(None);
            Lay(places);
            Sum(places, sums.AsSpan(0, segments));
            return Pick(places, sums.AsSpan(0, segments));
        }
        finally
        {
            ArrayPool<int>.Shared.Return(places);
            ArrayPool<float>.Shared.Return(sums);
        }
    }

    // For each segment and leg where its row stands among all scores.
    private void Lay(int[] places)
    {
        foreach (var view in scores.Views)
        {
            var own = scores.Of(view);
            for (var place = 0; place < own.Length; place++)
                if (!float.IsNaN(own[place]))
                    places[(_bySegment.Of(view.Chunk, view.From + place) * _legs) + view.Leg] = view.Start + place;
        }
    }

    private void Sum(ReadOnlySpan<int> places, Span<float> sums)
    {
        Span<float> own = stackalloc float[_legs];
        for (var segment = 0; segment < segments; segment++)
        {
            Read(places, segment, own);
            sums[segment] = ScoreSum.Of(own, _scales);
        }
    }

    private List<VectorHit> Pick(ReadOnlySpan<int> places, ReadOnlySpan<float> sums)
    {
        var shown = query.After is { } after ? UpTo(after, places, sums) : [];
        var top = new TopHits(query.Limit);
        Span<float> own = stackalloc float[_legs];
        for (var segment = ScoreSearch.NextAtLeast(sums, 0, top.Threshold);
            segment < segments;
            segment = ScoreSearch.NextAtLeast(sums, segment + 1, top.Threshold))
        {
            var (place, group) = Find(places, segment, own);
            if (!shown.Contains(group))
                top.Offer(sums[segment], place, group);
        }

        var hits = new List<VectorHit>();
        foreach (var ranked in top.ToRanking())
        {
            Read(places, ranked.Place.Chunk.Segment(ranked.Place.Row), own);
            hits.Add(ranked.Place.Info.ToHit(ranked.Score, default) with { LegScores = [.. own] });
        }

        return hits;
    }

    // Groups that have a point at the cursor or before it were on an earlier page, whatever else of them comes after.
    private HashSet<int> UpTo(ScoreCursor cursor, ReadOnlySpan<int> places, ReadOnlySpan<float> sums)
    {
        var shown = new HashSet<int>();
        Span<float> own = stackalloc float[_legs];
        for (var segment = ScoreSearch.NextAtLeast(sums, 0, cursor.Score);
            segment < segments;
            segment = ScoreSearch.NextAtLeast(sums, segment + 1, cursor.Score))
        {
            var (place, group) = Find(places, segment, own);
            if (sums[segment] > cursor.Score || place.Info.Id.CompareTo(cursor.Id) <= 0)
                shown.Add(group);
        }

        return shown;
    }

    private void Read(ReadOnlySpan<int> places, int segment, Span<float> own)
    {
        for (var leg = 0; leg < _legs; leg++)
            own[leg] = places[(segment * _legs) + leg] is >= 0 and var at ? scores.At(at) : ScoreSum.Missing;
    }

    // A segment stands under the row that adds most to its sum.
    private (RowPlace Place, int Group) Find(ReadOnlySpan<int> places, int segment, Span<float> own)
    {
        Read(places, segment, own);
        var place = Place(places[(segment * _legs) + ScoreSum.Foremost(own, _scales)]);
        return (place, search.Groups.Of(place.Chunk, place.Row));
    }

    // Views lie one after the other.
    private RowPlace Place(int at)
    {
        var (low, high) = (0, scores.Views.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (scores.Views[middle].Start <= at)
                low = middle;
            else
                high = middle - 1;
        }

        var view = scores.Views[low];
        return new RowPlace(view.Chunk, view.From + at - view.Start);
    }
}
