namespace Triad.Benchmarks.Rolling;

/// <summary>A client's call: when it began and ended, with its second attempt where the first one failed, and why an attempt failed.</summary>
internal sealed record CallRecord(long Began, long Ended, string? Failure, string? SecondFailure);
