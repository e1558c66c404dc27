using Triad.Benchmarks;
using Triad.Benchmarks.FullSize;
using Triad.Benchmarks.Packages;
using Triad.Testing.Servers;

namespace Triad.EndToEnd.Tests.Models;

/// <summary>The benchmarks of large and of changed packages, on the package whose widths are divided by 64.</summary>
public sealed class LargePackageTests
{
    [Fact]
    public async Task FullSize_PackageWithWeightsBesideItsGraphs_IsIngestedAndSearchedWithinItsMemory()
    {
        var report = await RunAsync(new FullSizeBenchmark(), "--package", Package("small"), "--segments", "6", "--searches", "6", "--memory-mib", "2048");

        Assert.True(report.Passed, report.ToText());
        Assert.Equal(6, report.Values.Single(value => value.Key == "segments").Value);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1000", false)]
    public async Task Packages_Int8AgainstFloat_PassesItsGateOrDoesNot(string speed, bool passes)
    {
        var report = await RunAsync(
            new PackagesBenchmark(), "--package", Package("small-int8"), "--against", Package("small"), "--count", "0", "--rounds", "1", "--segments", "2", "--speed", speed);

        Assert.Equal(passes, report.Passed);
    }

    [Fact]
    public async Task Packages_FolderThatIsNoPackage_IsWrongUse() =>
        await Assert.ThrowsAsync<BenchmarkUsageException>(() => RunAsync(new PackagesBenchmark(), "--package", Checkout.Root));

    private static Task<BenchmarkReport> RunAsync(IBenchmark benchmark, params string[] arguments) =>
        benchmark.RunAsync(BenchmarkArguments.Parse(arguments, benchmark.Options), CancellationToken.None);

    private static string Package(string name) => Path.Combine(Checkout.Root, "tests", "Data", "full-size", name);
}
