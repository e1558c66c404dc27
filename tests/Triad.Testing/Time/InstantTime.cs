using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Triad.Testing.Time;

/// <summary>A clock whose waits are over at once and are kept for inspection. It starts at the real time, by which servers count deadlines.</summary>
public sealed class InstantTime() : FakeTimeProvider(System.GetUtcNow())
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    /// <summary>The waits so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            _waits.Enqueue(dueTime);
            ThreadPool.QueueUserWorkItem(_ => Advance(dueTime));
        }

        return timer;
    }
}
