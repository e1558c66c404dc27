namespace Triad.Benchmarks.Silos;

/// <summary>
/// One search of the load: when its first attempt began and ended, as ticks of the stopwatch, why that failed, if it did, and why the second did, made
/// after the time that the platform asked for.
/// </summary>
internal readonly record struct SearchRecord(long Began, long Ended, string? Failure, string? SecondFailure = null);
