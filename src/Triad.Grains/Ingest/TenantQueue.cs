using Triad.Core.Identity;
using Triad.Core.Ingest;

namespace Triad.Grains.Ingest;

/// <summary>A tenant's jobs in one partition.</summary>
internal sealed class TenantQueue(TenantId tenant, long turn)
{
    /// <summary>Which tenant is next: the fewest jobs in work, then the turn that is longest ago.</summary>
    public static IComparer<TenantQueue> Order { get; } = Comparer<TenantQueue>.Create(static (x, y) =>
        x.InWork != y.InWork ? x.InWork.CompareTo(y.InWork) : x.Turn.CompareTo(y.Turn));

    /// <summary>Jobs that may be leased: the most urgent first, then the oldest.</summary>
    public SortedSet<JobEntry> Due { get; } = new(Comparer<JobEntry>.Create(static (x, y) => Compare(x.Job, y.Job)));

    public TenantId Tenant { get; } = tenant;

    /// <summary>All jobs.</summary>
    public int Count { get; set; }

    public int InWork { get; set; }

    /// <summary>None of its jobs is leased before; null where they may be.</summary>
    public DateTimeOffset? HeldUntil { get; set; }

    /// <summary>When it was served last, or came; a number that no two tenants share.</summary>
    public long Turn { get; set; } = turn;

    // The number alone decides but after two activations that lived at once: both may have given the same one.
    private static int Compare(QueuedJob x, QueuedJob y) =>
        x.Priority != y.Priority ? x.Priority.CompareTo(y.Priority)
        : x.Number != y.Number ? x.Number.CompareTo(y.Number)
        : string.CompareOrdinal(x.Video.Value, y.Video.Value);
}
