using Triad.Benchmarks;
using Triad.Benchmarks.Hostile;

namespace Triad.Hostile.Tests;

public sealed class HostileMediaTests
{
    [Fact]
    public async Task HostileMedia_TwoHundredFiles_HarmNothingAndEndClearly()
    {
        var benchmark = new HostileBenchmark();
        var arguments = BenchmarkArguments.Parse(["--files", "200", "--seed", "1", "--patience", "600"], benchmark.Options);

        var report = await benchmark.RunAsync(arguments, CancellationToken.None);

        Assert.True(report.Passed, report.ToText());
    }
}
