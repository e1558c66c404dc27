using System.Buffers;
using System.Collections.Immutable;
using Triad.Core.Indexing;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>
/// Compares each leg of a query with every row of a snapshot that counts for it. First all scores are computed, by several threads where the scan is large;
/// then the best of each leg are picked in one pass over its scores, whose cost is a few bytes a row.
/// </summary>
internal sealed class ShardScanner(ScanGate gate, long parallelBytes)
{
    private const float NotCompared = float.NaN;

    /// <summary>Scans on the calling thread, which has entered the gate, and on others that are free.</summary>
    public VectorHits Scan(ShardSnapshot snapshot, VectorQuery query, CancellationToken cancellationToken)
    {
        var (views, rows) = Lay(snapshot, query);
        var plan = new FilterPlan(query, snapshot);
        var scores = ArrayPool<float>.Shared.Rent(rows);
        try
        {
            var candidates = Score(views, query, plan, scores, cancellationToken);
            return new VectorHits(Pick(views, scores, query, snapshot), snapshot.Sequence, candidates);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    private static (List<LegView> Views, int Rows) Lay(ShardSnapshot snapshot, VectorQuery query)
    {
        var views = new List<LegView>();
        var rows = 0;
        for (var leg = 0; leg < query.Legs.Length; leg++)
        {
            foreach (var view in snapshot.Select(Partition.Of(query.Legs[leg].Representation, snapshot.Representations, query.Level)))
            {
                views.Add(new LegView(leg, view, rows));
                rows = checked(rows + view.Count);
            }
        }

        return (views, rows);
    }

    private long Score(List<LegView> views, VectorQuery query, FilterPlan plan, float[] scores, CancellationToken cancellationToken)
    {
        var padded = query.Legs.Select(leg => Pad(leg.Vector.Span)).ToArray();
        var next = -1;
        long candidates = 0;
        var helpers = StartHelpers();
        Work();

        // The scores go back to the pool: no helper may still write to them. They stop at the next chunk when the search is cancelled.
        Task.WaitAll(helpers, CancellationToken.None);
        cancellationToken.ThrowIfCancellationRequested();
        return candidates;

        void Work()
        {
            for (var i = Interlocked.Increment(ref next);
                i < views.Count && !cancellationToken.IsCancellationRequested;
                i = Interlocked.Increment(ref next))
            {
                var compared = ScoreChunk(views[i].View, padded[views[i].Leg], plan, scores.AsSpan(views[i].Start, views[i].View.Count));
                Interlocked.Add(ref candidates, compared);
            }
        }

        Task[] StartHelpers()
        {
            var wanted = Math.Min(views.Count, 1 + (views.Sum(view => view.View.Bytes) / parallelBytes)) - 1;
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

    private static float[] Pad(ReadOnlySpan<float> vector)
    {
        var padded = new float[RowKernel.Stride(vector.Length)];
        vector.CopyTo(padded);
        return padded;
    }

    private static int ScoreChunk(ChunkView view, float[] query, FilterPlan plan, Span<float> scores)
    {
        var chunk = view.Chunk;
        if (plan.AcceptsWhole(chunk))
        {
            RowKernel.Dot(in chunk.Row(0), query, view.Count, scores);
            return view.Count;
        }

        var compared = 0;
        for (var row = 0; row < view.Count; row++)
        {
            if (plan.Accepts(chunk, row))
            {
                scores[row] = RowKernel.Dot(in chunk.Row(row), query);
                compared++;
            }
            else
            {
                scores[row] = NotCompared;
            }
        }

        return compared;
    }

    private static ImmutableArray<IReadOnlyList<VectorHit>> Pick(List<LegView> views, float[] scores, VectorQuery query, ShardSnapshot snapshot)
    {
        var groups = new RowGroups(query.Grouping, snapshot.Numbers);
        var shown = query.After is { } after ? groups.UpTo(after, views, scores) : [];
        var top = query.Legs.Select(_ => new TopHits(query.Limit)).ToArray();
        foreach (var (leg, view, start) in views)
        {
            var best = top[leg];
            var own = scores.AsSpan(start, view.Count);
            for (var row = Next(own, 0, best); row < own.Length; row = Next(own, row + 1, best))
                if (shown.Length == 0 || !shown[groups.Of(view.Chunk, row)])
                    best.Offer(own[row], new RowPlace(view.Chunk, row), groups.Of(view.Chunk, row));
        }

        return [.. top.Select(best => Hits(best, query.WithVectors))];

        static int Next(ReadOnlySpan<float> own, int from, TopHits best) => ScoreSearch.NextAtLeast(own, from, best.Threshold);
    }

    private static IReadOnlyList<VectorHit> Hits(TopHits top, bool withVectors) =>
        [.. top.ToRanking().Select(ranked => ranked.Place.Info.ToHit(ranked.Score, withVectors ? ranked.Place.Vector : default))];
}
