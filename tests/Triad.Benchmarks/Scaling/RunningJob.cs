using Triad.Core.Ingest;

namespace Triad.Benchmarks.Scaling;

/// <summary>A video in work.</summary>
/// <param name="Job">The job.</param>
/// <param name="Arrival">The video.</param>
/// <param name="DoneAt">The second in which it is done.</param>
internal sealed record RunningJob(QueuedJob Job, int Arrival, double DoneAt);
