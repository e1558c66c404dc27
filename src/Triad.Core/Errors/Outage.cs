namespace Triad.Core.Errors;

/// <summary>A part of the platform that has just died: how long it takes until others stand in for it, and how a read waits for them.</summary>
public static class Outage
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// Until then a killed process is known to be dead, within 2 to 4 s (docs/cluster.md): what is asked again earlier may fail as it did before.
    /// </summary>
    public static TimeSpan Hint { get; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Asks, and where the one asked has died, asks again until another stands in for it or <see cref="Hint"/> has passed since. Only for what may be
    /// asked twice.
    /// </summary>
    /// <param name="ask">The question.</param>
    /// <param name="isDeath">Whether an exception says that the one asked has died.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Ends the waiting with what was thrown last.</param>
    public static async Task<T> WaitThroughAsync<T>(Func<Task<T>> ask, Func<Exception, bool> isDeath, TimeProvider time, CancellationToken cancellationToken)
    {
        long? died = null;
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (Exception exception) when (MayAskAgain(exception))
            {
                died ??= time.GetTimestamp();
            }

            await Task.Delay(Pause, time, cancellationToken);
        }

        bool MayAskAgain(Exception exception) =>
            isDeath(exception) && !cancellationToken.IsCancellationRequested && (died is null || time.GetElapsedTime(died.Value) < Hint);
    }
}
