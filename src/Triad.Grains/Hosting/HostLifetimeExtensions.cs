using Microsoft.Extensions.Hosting;

namespace Triad.Grains.Hosting;

/// <summary>What services of a process wait for.</summary>
public static class HostLifetimeExtensions
{
    /// <summary>Waits until the process has started. The silo is part of the start: before, no grain answers.</summary>
    public static async Task WaitForStartAsync(this IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }
}
