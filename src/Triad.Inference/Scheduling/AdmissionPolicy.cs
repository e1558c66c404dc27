using Triad.Core.Embedding;
using Triad.Core.Errors;

namespace Triad.Inference.Scheduling;

/// <summary>
/// Bounds what waits: a request is admitted with all the rows that it will need, or rejected at once with a hint when to come again. Once
/// admitted it is never turned away half-way. Thread-safe.
/// </summary>
internal sealed class AdmissionPolicy(SchedulingOptions options)
{
    private static readonly TimeSpan ShortestHint = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestHint = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly int[] _admitted = new int[2];

    /// <summary>Asks for room.</summary>
    /// <param name="priority">Who asks.</param>
    /// <param name="rows">Rows of all graphs that the request needs.</param>
    /// <param name="timePerRow">What a row takes at present, for the hint.</param>
    /// <returns>QueueFull with a hint; LimitExceeded where the request alone is larger than the queue.</returns>
    public Result Admit(EmbedPriority priority, int rows, TimeSpan timePerRow)
    {
        var capacity = CapacityOf(priority);
        if (rows > capacity)
            return Error.OverLimit("parts", rows, SettingOf(priority), capacity, "Send fewer items at once.");
        lock (_lock)
        {
            var waiting = _admitted[(int)priority];
            if (waiting + rows <= capacity)
            {
                _admitted[(int)priority] += rows;
                return Result.Ok;
            }

            return Full(priority, waiting, capacity, waiting * timePerRow);
        }
    }

    /// <summary>Rows of a class that were admitted and are not done.</summary>
    public int Admitted(EmbedPriority priority) => Volatile.Read(ref _admitted[(int)priority]);

    /// <summary>Gives room back.</summary>
    public void Release(EmbedPriority priority, int rows)
    {
        lock (_lock)
            _admitted[(int)priority] -= rows;
    }

    private static Error Full(EmbedPriority priority, int waiting, int capacity, TimeSpan drain)
    {
        var hint = TimeSpan.FromTicks(Math.Clamp(drain.Ticks, ShortestHint.Ticks, LongestHint.Ticks));
        return new Error(
            ErrorReason.QueueFull,
            $"{waiting} rows of embedding work wait already; {SettingOf(priority)} is {capacity}.",
            SettingOf(priority),
            null,
            "Retry after the hinted delay, or add embed workers.",
            hint);
    }

    private static string SettingOf(EmbedPriority priority) =>
        priority == EmbedPriority.Query ? "Triad:Inference:Scheduling:QueryCapacity" : "Triad:Inference:Scheduling:IngestCapacity";

    private int CapacityOf(EmbedPriority priority) => priority == EmbedPriority.Query ? options.QueryCapacity : options.IngestCapacity;
}
