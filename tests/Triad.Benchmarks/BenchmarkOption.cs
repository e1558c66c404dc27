namespace Triad.Benchmarks;

/// <summary>An option <c>--name VALUE</c> of a benchmark.</summary>
internal sealed record BenchmarkOption(string Name, string Default, string Help);
