using Triad.Core.Embedding;

namespace Triad.Inference.Scheduling;

/// <summary>Rows of one step and one length that can share a batch, by who waits for them. Guarded by its owner's lock.</summary>
internal sealed class RowQueue(GraphLane lane, int length, BatchSizePolicy sizes)
{
    private readonly LinkedList<ScheduledRow> _queries = [];
    private readonly LinkedList<ScheduledRow> _ingest = [];

    /// <summary>The step.</summary>
    public GraphLane Lane { get; } = lane;

    /// <summary>The length that rows are padded to.</summary>
    public int Length { get; } = length;

    /// <summary>How many rows a batch should have.</summary>
    public BatchSizePolicy Sizes { get; } = sizes;

    /// <summary>How many rows of a class wait.</summary>
    public int Count(EmbedPriority priority) => Of(priority).Count;

    /// <summary>The row of a class that goes first; null where none waits.</summary>
    public ScheduledRow? Head(EmbedPriority priority) => Of(priority).First?.Value;

    /// <summary>Adds a row behind those of requests that go before its own.</summary>
    public void Add(ScheduledRow row)
    {
        var rows = Of(row.Priority);
        var before = rows.Last;
        while (before is not null && row.IsBefore(before.Value))
            before = before.Previous;
        if (before is null)
            rows.AddFirst(row.Node);
        else
            rows.AddAfter(before, row.Node);
    }

    /// <summary>Takes the first rows of a class.</summary>
    public List<ScheduledRow> Take(EmbedPriority priority, int count)
    {
        var rows = Of(priority);
        var taken = new List<ScheduledRow>(Math.Min(count, rows.Count));
        while (taken.Count < count && rows.First is { } first)
        {
            rows.RemoveFirst();
            taken.Add(first.Value);
        }

        return taken;
    }

    /// <summary>Removes a row that waits.</summary>
    /// <returns>False where it does not wait here any more.</returns>
    public bool Remove(ScheduledRow row)
    {
        if (row.Node.List is null)
            return false;
        row.Node.List.Remove(row.Node);
        return true;
    }

    private LinkedList<ScheduledRow> Of(EmbedPriority priority) => priority == EmbedPriority.Query ? _queries : _ingest;
}
