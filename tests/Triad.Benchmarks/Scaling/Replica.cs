namespace Triad.Benchmarks.Scaling;

/// <summary>A replica, and the videos that it works on.</summary>
/// <param name="ReadyAt">The second from which on it works: its model is loaded.</param>
internal sealed record Replica(int ReadyAt)
{
    /// <summary>The videos.</summary>
    public List<RunningJob> Jobs { get; } = [];
}
