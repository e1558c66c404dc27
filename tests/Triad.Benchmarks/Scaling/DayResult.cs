namespace Triad.Benchmarks.Scaling;

/// <summary>How a day went under a policy.</summary>
/// <param name="Name">The policy.</param>
/// <param name="WaitP50">Seconds until half of the videos were taken up.</param>
/// <param name="WaitP95">The same of 95 of 100.</param>
/// <param name="WaitMax">The longest.</param>
/// <param name="ReplicaHours">What is paid for.</param>
/// <param name="Peak">The most replicas.</param>
/// <param name="Replicas">Replicas, minute by minute.</param>
/// <param name="Waiting">Videos that wait, minute by minute.</param>
internal sealed record DayResult(
    string Name, double WaitP50, double WaitP95, double WaitMax, double ReplicaHours, int Peak, IReadOnlyList<int> Replicas, IReadOnlyList<int> Waiting);
