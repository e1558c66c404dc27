using Triad.Cli.Models;
using Triad.Cli.Videos;

namespace Triad.Cli.Tests.Models;

public sealed class BenchTests : ToolTest
{
    private static BenchReport Measured => new("open", "open@1", "CPU", 2, 24, 6, 3, 5, 10, 1, 1 << 20);

    [Fact]
    public async Task Bench_Package_TellsItsCostsAndRecordsThem()
    {
        var models = Path.Combine(Folder.FullName, "models");
        Directory.CreateDirectory(models);

        var run = await RunAsync(
            "model", "bench", Cli.Platform.Checkout.PathOf("models", "triad-mini"), "--models", models, "--seconds", "8", "--json");

        Assert.True(run.ExitCode == 0, run.Error);
        Assert.All(
            ["seconds_per_minute", "query_milliseconds", "load_seconds", "memory_bytes"],
            figure => Assert.True(run.Json.GetProperty(figure).GetDouble() > 0, figure));
        Assert.NotNull(BenchReport.Find(models, run.Json.GetProperty("space").GetString()!));
    }

    [Fact]
    public async Task Bench_PackageThatIsNotHere_IsRefused() => Assert.Equal(1, (await RunAsync("model", "bench", "nothing")).ExitCode);

    [Fact]
    public void Find_FiguresOfOtherWeights_AreNotTaken()
    {
        Measured.Record(Folder.FullName);

        Assert.Equal(Measured, BenchReport.Find(Folder.FullName, "open@1"));
        Assert.Null(BenchReport.Find(Folder.FullName, "open@2"));
    }

    [Theory]
    [InlineData(1, 30, "1 file, 30 s of media: about 3 s with open")]
    [InlineData(12, 1200, "12 files, 20 min of media: about 2 min with open")]
    [InlineData(900, 360000, "900 files, 100.0 h of media: about 10.0 h with open")]
    public void Sentence_Library_TellsItsTime(int files, double seconds, string expected) =>
        Assert.StartsWith(expected, LibraryEstimate.Sentence(files, seconds, Measured), StringComparison.Ordinal);
}
