using Triad.Core.Embedding;

namespace Triad.Inference.Scheduling;

/// <summary>Room for a request's rows; disposing gives it back.</summary>
internal sealed class Admission(AdmissionPolicy policy, EmbedPriority priority, int rows, long sequence) : IDisposable
{
    private int _rows = rows;
    private long _computeTicks;

    /// <summary>Who asked.</summary>
    public EmbedPriority Priority { get; } = priority;

    /// <summary>The request's turn.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>The time that executors have spent on the request's rows so far.</summary>
    public TimeSpan Compute => TimeSpan.FromTicks(Interlocked.Read(ref _computeTicks));

    /// <summary>Counts a row that has run.</summary>
    public void Spend(TimeSpan compute) => Interlocked.Add(ref _computeTicks, compute.Ticks);

    /// <inheritdoc/>
    public void Dispose() => policy.Release(Priority, Interlocked.Exchange(ref _rows, 0));
}
