using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace Triad.RuntimeSemantics.Tests;

/// <summary>Named events by which tests and grains wait for each other instead of for time.</summary>
public sealed class Gates
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _gates = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public void Open(string name) => Gate(name).TrySetResult();

    /// <summary>Waits for an event; one that does not come is told by its name.</summary>
    public async Task WaitAsync(string name)
    {
        try
        {
            await Gate(name).Task.WaitAsync(Patience);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException($"waited {Patience.TotalSeconds} s for the event '{name}'");
        }
    }

    /// <summary>
    /// Moves a clock on until an event has come. Once is not enough where a timer is armed beside the call that asked for it: it may be armed after the
    /// clock has moved.
    /// </summary>
    public async Task WaitAsync(string name, FakeTimeProvider clock, TimeSpan step)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!Gate(name).Task.IsCompleted && TimeProvider.System.GetElapsedTime(started) < Patience)
        {
            clock.Advance(step);
            await Gate(name).Task.WaitAsync(TimeSpan.FromMilliseconds(50)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await WaitAsync(name);
    }

    public bool IsOpen(string name) => Gate(name).Task.IsCompleted;

    public int Count(string name) => _counts.GetValueOrDefault(name);

    /// <summary>Counts, and opens the gates "name 1", "name 2" ... in turn.</summary>
    public int Tick(string name)
    {
        var count = _counts.AddOrUpdate(name, 1, static (_, old) => old + 1);
        Open($"{name} {count}");
        return count;
    }

    private TaskCompletionSource Gate(string name) =>
        _gates.GetOrAdd(name, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
