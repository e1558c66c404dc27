using System.Buffers;
using System.Collections.Immutable;
using Triad.Core.Indexing;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>
/// Compares each leg of a query with every row of a snapshot that counts for it. First all scores are computed, by several threads where
/// the scan is large; then the best of each leg, or of their sums, are picked in one pass over the scores, whose cost is a few bytes a row.
/// </summary>
internal sealed class ShardScanner(ScanGate gate, EmbeddedVectorIndexOptions options)
{
    /// <summary>Scans on the calling thread, which has entered the gate, and on others that are free.</summary>
    public VectorHits Scan(ShardSnapshot snapshot, VectorQuery query, CancellationToken cancellationToken)
    {
        var plan = new FilterPlan(query, snapshot);
        var search = new SearchLayout(snapshot, query, plan, options.AlwaysAsksGraphs);
        var rented = ArrayPool<float>.Shared.Rent(search.Rows);
        try
        {
            var scores = new SearchScores(search.Views, search.Queries, rented, query.IsSum);
            var candidates = search.Compared + Score(scores, plan, cancellationToken);
            var hits = query.IsSum ? [new SumPicker(search, scores, query, snapshot.Numbers.Segment).Pick()] : Pick(search, scores, query);
            return new VectorHits(hits, snapshot.Sequence, candidates);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    private long Score(SearchScores scores, FilterPlan plan, CancellationToken cancellationToken)
    {
        var views = scores.Views;
        var next = -1;
        long candidates = 0;
        var helpers = StartHelpers();
        Work();

        // The scores go back to the pool: no helper may still write to them. They stop at the next view when the search is cancelled.
        Task.WaitAll(helpers, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return candidates;

        void Work()
        {
            long compared = 0;
            for (var i = Interlocked.Increment(ref next);
                i < views.Count && !cancellationToken.IsCancellationRequested;
                i = Interlocked.Increment(ref next))
            {
                compared += scores.Compare(views[i], plan);
            }

            Interlocked.Add(ref candidates, compared);
        }

        Task[] StartHelpers()
        {
            var wanted = Math.Min(views.Count, 1 + (views.Sum(view => view.Chunk.BytesOf(view.Count)) / options.ParallelScanBytes)) - 1;
            var started = new List<Task>();
            for (; wanted > 0 && gate.TryEnter() is { } thread; wanted--)
            {
                started.Add(Task.Run(
                    () =>
                    {
                        using (thread)
                            Work();
                    },
                    CancellationToken.None));
            }

            return [.. started];
        }
    }

    private static ImmutableArray<IReadOnlyList<VectorHit>> Pick(SearchLayout search, SearchScores scores, VectorQuery query)
    {
        var groups = search.Groups;
        var shown = query.After is { } after ? groups.UpTo(after, scores) : [];
        var top = query.Legs.Select(_ => new TopHits(query.Limit)).ToArray();
        foreach (var (leg, found) in search.Found)
            foreach (var row in found.Where(row => row.Score >= top[leg].Threshold))
                top[leg].Offer(row.Score, row.Place, row.Group);
        foreach (var view in scores.Views)
        {
            var best = top[view.Leg];
            for (var place = scores.NextAtLeast(view, 0, best.Threshold);
                place < view.Count;
                place = scores.NextAtLeast(view, place + 1, best.Threshold))
            {
                var row = view.From + place;
                var group = groups.Of(view.Chunk, row);
                if (shown.Length > 0 && shown[group])
                    continue;
                var score = scores.Exact(view, place);
                if (score >= best.Threshold)
                    best.Offer(score, new RowPlace(view.Chunk, row), group);
            }
        }

        return [.. top.Select(best => Hits(best, query.WithVectors))];
    }

    private static IReadOnlyList<VectorHit> Hits(TopHits top, bool withVectors) =>
        [.. top.ToRanking().Select(ranked => ranked.Place.Info.ToHit(ranked.Score, withVectors ? ranked.Place.Vector : default))];
}
