using Triad.Grains.Ingest;

namespace Triad.Benchmarks.Scaling;

/// <summary>What a policy can see of the pool.</summary>
/// <param name="Now">The time.</param>
/// <param name="Second">The same as seconds of the day.</param>
/// <param name="Replicas">Replicas that are wanted now.</param>
/// <param name="Ready">Those of them that work.</param>
/// <param name="Busy">The part of the ready replicas' places that have a video.</param>
/// <param name="Queue">The queue.</param>
internal sealed record PoolState(DateTimeOffset Now, int Second, int Replicas, int Ready, double Busy, JobQueue Queue);
