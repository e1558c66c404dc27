using System.Collections.Immutable;
using Triad.Core.Filters;
using Triad.Core.Indexing;
using Triad.Core.Scores;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>
/// What a query scores with a shard's rows: with all of them while they are few, else with every second, fourth, eighth ... of them. A row
/// keeps its place until the shard is compacted, so the sample hardly changes while rows are added; and it has rows of all times.
/// </summary>
internal static class MomentScan
{
    // Every representation has at least half as many rows in its sample, most of them live.
    private const int MostRows = 4096;

    /// <summary>The moments of each leg.</summary>
    public static ImmutableArray<ScoreMoments> Scan(ShardSnapshot snapshot, MomentsQuery query, CancellationToken cancellationToken)
    {
        var all = new VectorQuery(query.Shard, query.Space, query.Legs, Filter.Everything, query.Excluded, HitGrouping.Segment, 1);
        var plan = new FilterPlan(all, snapshot);
        var moments = ImmutableArray.CreateBuilder<ScoreMoments>(query.Legs.Length);
        foreach (var leg in query.Legs)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var views = snapshot.Select(Partition.Of(leg.Representation, snapshot.Representations, query.Level));
            moments.Add(Of(views, new LegQuery(leg, withCodes: false).Vector, plan));
        }

        return moments.MoveToImmutable();
    }

    private static ScoreMoments Of(List<ChunkView> views, ReadOnlySpan<float> query, FilterPlan plan)
    {
        var rows = views.Sum(view => (long)view.Count);
        var step = 1;
        while (rows / step > MostRows)
            step *= 2;
        var moments = default(ScoreMoments);
        var first = 0;
        foreach (var (chunk, count) in views)
        {
            var row = first;
            for (; row < count; row += step)
                if (plan.Accepts(chunk, row))
                    moments = moments.With(RowKernel.Dot(in chunk.Row(row), query));
            first = row - count;
        }

        return moments;
    }
}
