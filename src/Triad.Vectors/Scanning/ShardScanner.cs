using System.Buffers;
using Triad.Core.Indexing;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>
/// Compares a query with every row of a snapshot that counts. First all scores are computed, by several threads where the scan is large;
/// then the best are picked in one pass over the scores, whose cost is a few bytes a row.
/// </summary>
internal sealed class ShardScanner(ScanGate gate, long parallelBytes)
{
    private const float NotCompared = float.NaN;

    /// <summary>Scans on the calling thread, which has entered the gate, and on others that are free.</summary>
    public VectorHits Scan(ShardSnapshot snapshot, VectorQuery query, CancellationToken cancellationToken)
    {
        var views = snapshot.Select(Partition.Of(query.Representations.IsDefault ? [] : query.Representations, query.Level));
        var plan = new FilterPlan(query, snapshot);
        var starts = new int[views.Count];
        var rows = 0;
        for (var i = 0; i < views.Count; i++)
            (starts[i], rows) = (rows, checked(rows + views[i].Count));

        var scores = ArrayPool<float>.Shared.Rent(rows);
        try
        {
            var candidates = Score(views, starts, query.Vector.Span, plan, scores, cancellationToken);
            var hits = Pick(views, starts, scores, query, snapshot);
            return new VectorHits(hits, snapshot.Sequence, candidates);
        }
        finally
        {
            ArrayPool<float>.Shared.Return(scores);
        }
    }

    private long Score(
        List<ChunkView> views,
        int[] starts,
        ReadOnlySpan<float> vector,
        FilterPlan plan,
        float[] scores,
        CancellationToken cancellationToken)
    {
        if (views.Count == 0)
            return 0;

        var query = new float[views[0].Chunk.Stride];
        vector.CopyTo(query);
        var next = -1;
        long candidates = 0;
        var helpers = StartHelpers(views);
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
                var compared = ScoreChunk(views[i], query, plan, scores.AsSpan(starts[i], views[i].Count));
                Interlocked.Add(ref candidates, compared);
            }
        }

        Task[] StartHelpers(List<ChunkView> all)
        {
            var wanted = Math.Min(all.Count, 1 + (all.Sum(view => view.Bytes) / parallelBytes)) - 1;
            var started = new List<Task>();
            for (; wanted > 0 && gate.TryEnter(); wanted--)
            {
                started.Add(Task.Run(
                    () =>
                    {
                        try
                        {
                            Work();
                        }
                        finally
                        {
                            gate.Leave();
                        }
                    },
                    CancellationToken.None));
            }

            return [.. started];
        }
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

    private static List<VectorHit> Pick(
        List<ChunkView> views,
        int[] starts,
        float[] scores,
        VectorQuery query,
        ShardSnapshot snapshot)
    {
        var byVideo = query.Grouping == HitGrouping.Video;
        var shown = query.After is { } after ? GroupsUpTo(after) : [];
        var top = new TopHits(query.Limit);
        for (var i = 0; i < views.Count; i++)
        {
            var chunk = views[i].Chunk;
            var own = scores.AsSpan(starts[i], views[i].Count);
            for (var row = Next(own, 0); row < own.Length; row = Next(own, row + 1))
                if (shown.Length == 0 || !shown[Group(chunk, row)])
                    top.Offer(own[row], new RowPlace(chunk, row), Group(chunk, row));
        }

        return [.. top.ToRanking().Select(ranked => new VectorHit(ranked.Place.Info.With(ranked.Place.Vector), ranked.Score))];

        int Next(ReadOnlySpan<float> own, int from) => ScoreSearch.NextAtLeast(own, from, top.Threshold);

        int Group(RowChunk chunk, int row) => byVideo ? chunk.Video(row) : chunk.Segment(row);

        // A group whose best row is at the cursor or before it was on an earlier page, whatever else of it comes after.
        bool[] GroupsUpTo(ScoreCursor cursor)
        {
            var groups = new bool[byVideo ? snapshot.Numbers.Video : snapshot.Numbers.Segment];
            for (var i = 0; i < views.Count; i++)
            {
                var chunk = views[i].Chunk;
                var own = scores.AsSpan(starts[i], views[i].Count);
                for (var row = ScoreSearch.NextAtLeast(own, 0, cursor.Score); row < own.Length; row = ScoreSearch.NextAtLeast(own, row + 1, cursor.Score))
                    if (own[row] > cursor.Score || chunk.Info(row).Id.CompareTo(cursor.Id) <= 0)
                        groups[Group(chunk, row)] = true;
            }

            return groups;
        }
    }
}
