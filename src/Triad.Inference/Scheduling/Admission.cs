using Triad.Core.Embedding;
using Triad.Core.Fairness;

namespace Triad.Inference.Scheduling;

/// <summary>Room for a request's rows; disposing gives it back.</summary>
internal sealed class Admission(AdmissionPolicy policy, EmbedPriority priority, FairTurn turn, long sequence) : IDisposable
{
    private long _computeTicks;
    private int _isGivenBack;

    /// <summary>Who asked.</summary>
    public EmbedPriority Priority { get; } = priority;

    /// <summary>The request's place among those of other tenants.</summary>
    public double Start { get; } = turn.Start;

    /// <summary>The request's place among those that start at the same virtual time.</summary>
    public long Sequence { get; } = sequence;

    /// <summary>The time that executors have spent on the request's rows so far.</summary>
    public TimeSpan Compute => TimeSpan.FromTicks(Interlocked.Read(ref _computeTicks));

    /// <summary>Counts a row that has run.</summary>
    public void Spend(TimeSpan compute) => Interlocked.Add(ref _computeTicks, compute.Ticks);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isGivenBack, 1) == 0)
            policy.Release(Priority, turn, Compute);
    }
}
