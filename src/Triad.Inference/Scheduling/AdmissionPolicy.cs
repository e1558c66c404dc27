using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Fairness;

namespace Triad.Inference.Scheduling;

/// <summary>
/// Bounds what waits: a request is admitted with all the rows that it will need, or rejected at once with a hint when to come again. Once
/// admitted it is never turned away half-way. No tenant fills the room alone, and where queries crowd it ingest is turned away before any query is.
/// It also gives each request its place among those of other tenants. Thread-safe.
/// </summary>
internal sealed class AdmissionPolicy(SchedulingOptions options)
{
    private const string Section = "Triad:Inference:Scheduling";

    private static readonly TimeSpan ShortestHint = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestHint = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly int[] _admitted = new int[2];
    private readonly FairClock[] _clocks = [new(), new()];

    /// <summary>Asks for room.</summary>
    /// <param name="priority">Who asks.</param>
    /// <param name="share">To whom it counts.</param>
    /// <param name="rows">Rows of all graphs that the request needs.</param>
    /// <param name="timePerRow">What a row takes at present, for the hint.</param>
    /// <returns>
    /// The request's turn; QueueFull with a hint, which says whether it was shed; LimitExceeded where the request alone is larger than the queue.
    /// </returns>
    public Result<FairTurn> Admit(EmbedPriority priority, FairShare share, int rows, TimeSpan timePerRow)
    {
        var capacity = CapacityOf(priority);
        if (rows > capacity)
            return Error.OverLimit("parts", rows, SettingOf(priority), capacity, "Send fewer items at once.");
        lock (_lock)
        {
            var queries = _admitted[(int)EmbedPriority.Query];
            if (priority == EmbedPriority.Ingest && IsCrowded(queries))
                return Shed(queries, queries * timePerRow);
            var (clock, taken) = (_clocks[(int)priority], _admitted[(int)priority]);
            var held = clock.OpenOf(share.Flow);
            if (!FairRoom.Has(held, rows, taken, capacity, share.Weight / Math.Max(share.Weight, clock.MostWeight)))
                return Full(priority, held, taken, taken * timePerRow);
            _admitted[(int)priority] += rows;
            return clock.Enter(share, rows);
        }
    }

    /// <summary>Rows of a class that were admitted and are not done.</summary>
    public int Admitted(EmbedPriority priority) => Volatile.Read(ref _admitted[(int)priority]);

    /// <summary>True while so many rows of queries wait that ingest is turned away.</summary>
    public bool IsShedding => IsCrowded(Admitted(EmbedPriority.Query));

    /// <summary>Says that rows of this place run now.</summary>
    public void Begin(EmbedPriority priority, double start)
    {
        lock (_lock)
            _clocks[(int)priority].Begin(start);
    }

    /// <summary>Gives room back.</summary>
    public void Release(EmbedPriority priority, FairTurn turn, TimeSpan compute)
    {
        lock (_lock)
        {
            _admitted[(int)priority] -= turn.Units;
            _clocks[(int)priority].End(turn, compute > TimeSpan.Zero ? compute.TotalSeconds : null);
        }
    }

    private bool IsCrowded(int queries) => queries >= options.QueryCapacity * options.ShedShare;

    private static Error Shed(int queries, TimeSpan drain) => new(
        ErrorReason.QueueFull,
        $"Overload: ingest waits while searches need the embedder, which has {queries} rows of queries; {SettingOf(EmbedPriority.Query)} times ShedShare bounds them.",
        $"{Section}:{nameof(SchedulingOptions.ShedShare)}",
        null,
        "Retry after the hinted delay, or add embed workers.",
        Hint(drain));

    private static Error Full(EmbedPriority priority, int held, int waiting, TimeSpan drain) => new(
        ErrorReason.QueueFull,
        $"{waiting} rows of embedding work wait already, {held} of them the tenant's own; {SettingOf(priority)} bounds them.",
        SettingOf(priority),
        null,
        "Retry after the hinted delay, or add embed workers.",
        Hint(drain));

    private static TimeSpan Hint(TimeSpan drain) => TimeSpan.FromTicks(Math.Clamp(drain.Ticks, ShortestHint.Ticks, LongestHint.Ticks));

    private static string SettingOf(EmbedPriority priority) =>
        $"{Section}:{(priority == EmbedPriority.Query ? nameof(SchedulingOptions.QueryCapacity) : nameof(SchedulingOptions.IngestCapacity))}";

    private int CapacityOf(EmbedPriority priority) => priority == EmbedPriority.Query ? options.QueryCapacity : options.IngestCapacity;
}
