using Triad.Core.Indexing;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>What a search compares: first what graphs find, then the rows that remain to be scanned.</summary>
internal sealed class SearchLayout
{
    // Threads take this much at a time, so that none waits long for the last of the others.
    private const int BytesOfAView = 256 << 10;

    private readonly bool _alwaysAsksGraphs;
    private readonly List<LegView> _views = [];
    private readonly List<(int Leg, List<RankedRow> Found)> _found = [];

    public SearchLayout(ShardSnapshot snapshot, VectorQuery query, FilterPlan plan, bool alwaysAsksGraphs)
    {
        _alwaysAsksGraphs = alwaysAsksGraphs;
        Queries = [.. query.Legs.Select(leg => new LegQuery(leg, snapshot.HasCodes && !query.IsSum))];
        Groups = new RowGroups(query.Grouping, snapshot.Numbers);
        for (var leg = 0; leg < query.Legs.Length; leg++)
        {
            foreach (var partition in Partition.Of(query.Legs[leg].Representation, snapshot.Representations, query.Level))
            {
                // What came before a later page is known only to who compares all, as is a sum, which needs a point's score in every leg.
                var isFound = query.After is null && !query.IsSum && Ask(snapshot, plan, leg, partition, query.Limit);
                Lay(snapshot, leg, partition, isFound);
            }
        }
    }

    /// <summary>The legs' vectors.</summary>
    public IReadOnlyList<LegQuery> Queries { get; }

    /// <summary>What rows are grouped by.</summary>
    public RowGroups Groups { get; }

    /// <summary>What graphs found, for legs.</summary>
    public IReadOnlyList<(int Leg, List<RankedRow> Found)> Found => _found;

    /// <summary>Rows that remain to be scanned.</summary>
    public IReadOnlyList<LegView> Views => _views;

    /// <summary>How many those are.</summary>
    public int Rows { get; private set; }

    /// <summary>How many rows graphs compared.</summary>
    public long Compared { get; private set; }

    private bool Ask(ShardSnapshot snapshot, FilterPlan plan, int leg, int partition, int limit)
    {
        if (!snapshot.Graphs.TryGetValue(partition, out var graph))
            return false;
        var rows = snapshot.Partitions[partition].Sum(view => (long)view.Count);
        var search = new GraphSearch(graph, Queries[leg], plan, Groups, limit);
        var found = search.Find(_alwaysAsksGraphs ? long.MaxValue : rows, out var compared);
        Compared += compared;
        if (found is null)
            return false;
        _found.Add((leg, found));
        return true;
    }

    private void Lay(ShardSnapshot snapshot, int leg, int partition, bool isFound)
    {
        foreach (var (chunk, count) in snapshot.Partitions[partition])
        {
            var covered = isFound ? snapshot.Graphs[partition].CoveredOf(chunk) : null;
            if (covered is not null && snapshot.Graphs[partition].Covers(chunk, count))
                continue;
            var most = Math.Max(1, BytesOfAView / (chunk.Stride * sizeof(float)));
            for (var from = 0; from < count; from += most)
            {
                _views.Add(new LegView(leg, chunk, from, Math.Min(most, count - from), Rows, covered));
                Rows = checked(Rows + _views[^1].Count);
            }
        }
    }
}
