using Microsoft.Extensions.Time.Testing;

namespace Triad.Testing.Time;

/// <summary>Time that a test moves, and that tells when what is tested has begun to wait for it.</summary>
public sealed class WatchedTime : FakeTimeProvider
{
    private readonly SemaphoreSlim _made = new(0);

    /// <summary>Ends when so many more timers have been made.</summary>
    public async Task TimersAsync(int count)
    {
        for (var seen = 0; seen < count; seen++)
            await _made.WaitAsync();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _made.Release();
        return timer;
    }
}
