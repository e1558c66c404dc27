namespace Triad.Benchmarks;

/// <summary>Wrong use of the command line.</summary>
internal sealed class BenchmarkUsageException(string message) : Exception(message);
