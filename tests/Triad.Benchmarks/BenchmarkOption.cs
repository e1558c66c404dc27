namespace Triad.Benchmarks;

/// <summary>
/// An option <c>--name VALUE</c> of a benchmark, a flag <c>--name</c>, whose default is "no", or a value without a name, which must be
/// given.
/// </summary>
internal sealed record BenchmarkOption(string Name, string Default, string Help, bool IsFlag = false, bool IsPositional = false);
