using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>
/// Keeps the best rows, one a group: a heap with the worst on top. Exact whatever the order of offers: a row that is turned away is worse
/// than the worst of <c>limit</c> groups, and those only get better.
/// </summary>
internal sealed class TopHits(int limit)
{
    private readonly List<RankedRow> _rows = [];
    private readonly List<int> _heap = [];
    private readonly List<int> _position = [];
    private readonly Dictionary<int, int> _slotOfGroup = [];

    /// <summary>A row with a smaller score need not be offered.</summary>
    public float Threshold { get; private set; } = float.NegativeInfinity;

    public void Offer(float score, RowPlace place, int group)
    {
        var row = new RankedRow(score, place, group);
        if (_slotOfGroup.TryGetValue(group, out var known))
            Improve(known, row);
        else if (_heap.Count < limit)
            Insert(row);
        else if (row.IsBetterThan(_rows[_heap[0]]))
            Evict(row);

        if (_heap.Count == limit)
            Threshold = _rows[_heap[0]].Score;
    }

    /// <summary>The rows, best first.</summary>
    public IReadOnlyList<RankedRow> ToRanking()
    {
        var ranking = new List<RankedRow>(_rows);
        ranking.Sort(static (one, other) => one.IsBetterThan(other) ? -1 : other.IsBetterThan(one) ? 1 : 0);
        return ranking;
    }

    private void Improve(int slot, RankedRow row)
    {
        if (!row.IsBetterThan(_rows[slot]))
            return;
        _rows[slot] = row;
        Sink(_position[slot]);
    }

    private void Insert(RankedRow row)
    {
        _slotOfGroup.Add(row.Group, _rows.Count);
        _position.Add(_heap.Count);
        _heap.Add(_rows.Count);
        _rows.Add(row);
        Rise(_heap.Count - 1);
    }

    private void Evict(RankedRow row)
    {
        var slot = _heap[0];
        _slotOfGroup.Remove(_rows[slot].Group);
        _slotOfGroup.Add(row.Group, slot);
        _rows[slot] = row;
        Sink(0);
    }

    private void Rise(int at)
    {
        for (; at > 0 && IsWorse(at, (at - 1) / 2); at = (at - 1) / 2)
            Swap(at, (at - 1) / 2);
    }

    private void Sink(int at)
    {
        while (true)
        {
            var worst = at;
            for (var child = (2 * at) + 1; child <= (2 * at) + 2 && child < _heap.Count; child++)
                if (IsWorse(child, worst))
                    worst = child;
            if (worst == at)
                return;
            Swap(at, worst);
            at = worst;
        }
    }

    private bool IsWorse(int one, int other) => _rows[_heap[other]].IsBetterThan(_rows[_heap[one]]);

    private void Swap(int one, int other)
    {
        (_heap[one], _heap[other]) = (_heap[other], _heap[one]);
        _position[_heap[one]] = one;
        _position[_heap[other]] = other;
    }
}
