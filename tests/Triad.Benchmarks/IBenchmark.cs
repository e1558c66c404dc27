namespace Triad.Benchmarks;

/// <summary>One benchmark. Its keys are documented in docs/benchmarks.md, and it measures its reference in the same run.</summary>
internal interface IBenchmark
{
    /// <summary>What one types after <c>./triad bench</c>.</summary>
    string Name { get; }

    /// <summary>One line: what is measured against what.</summary>
    string Summary { get; }

    /// <summary>The options, each with its default.</summary>
    IReadOnlyList<BenchmarkOption> Options { get; }

    /// <summary>Measures.</summary>
    /// <returns>Keys and values in the order to print.</returns>
    Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken);
}
