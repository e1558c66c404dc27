namespace Triad.Benchmarks.Silos;

/// <summary>One search of the load: when it began and ended, as ticks of the stopwatch, and why it failed, if it did.</summary>
internal readonly record struct SearchRecord(long Began, long Ended, string? Failure);
