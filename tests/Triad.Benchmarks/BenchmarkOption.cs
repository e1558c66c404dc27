namespace Triad.Benchmarks;

/// <summary>An option <c>--name VALUE</c> of a benchmark, or a flag <c>--name</c>, whose default is "no".</summary>
internal sealed record BenchmarkOption(string Name, string Default, string Help, bool IsFlag = false);
