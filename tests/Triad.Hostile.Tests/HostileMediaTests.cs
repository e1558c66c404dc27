using Triad.Benchmarks;
using Triad.Benchmarks.Hostile;

namespace Triad.Hostile.Tests;

public sealed class HostileMediaTests
{
    [Theory]
    [InlineData("auto", 200)]
    [InlineData("landlock", 60)]
    public async Task HostileMedia_HarmsNothingAndEndsClearly(string sandbox, int files)
    {
        var benchmark = new HostileBenchmark();
        var arguments = BenchmarkArguments.Parse(["--files", $"{files}", "--sandbox", sandbox, "--seed", "1", "--patience", "600"], benchmark.Options);

        var report = await benchmark.RunAsync(arguments, CancellationToken.None);

        Assert.True(report.Passed, report.ToText());
    }
}
