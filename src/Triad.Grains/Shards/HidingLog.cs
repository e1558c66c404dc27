using Triad.Core.Indexing;

namespace Triad.Grains.Shards;

/// <summary>
/// Which generations a shard hid lately. A search that asks the index itself can so tell what was hidden at some time while it ran, also
/// where all of it is over by the end: staged and published, or replaced and removed.
/// </summary>
/// <param name="start">The first mark; different in each activation.</param>
internal sealed class HidingLog(long start)
{
    // Far more than change while a search runs; who asks about more searches again.
    private const int Kept = 1024;

    private readonly Queue<VideoGeneration> _hidden = new();
    private long _oldest = start;

    /// <summary>This moment.</summary>
    public long Mark { get; private set; } = start;

    public void Note(VideoGeneration hidden)
    {
        _hidden.Enqueue(hidden);
        Mark++;
        if (_hidden.Count <= Kept)
            return;
        _hidden.Dequeue();
        _oldest++;
    }

    /// <summary>What was hidden since a mark; null where that is not known.</summary>
    public IEnumerable<VideoGeneration>? Since(long mark) =>
        mark < _oldest || mark > Mark ? null : _hidden.Skip((int)(mark - _oldest)).Distinct();
}
