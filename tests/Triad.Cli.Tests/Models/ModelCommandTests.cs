namespace Triad.Cli.Tests.Models;

public sealed class ModelCommandTests : ToolTest
{
    [Fact]
    public async Task Check_ShippedPackage_NamesItsSpace()
    {
        var run = await RunAsync("model", "check", Cli.Platform.Checkout.PathOf("models", "triad-mini"), "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("triad-mini@", run.Json.GetProperty("space").GetString(), StringComparison.Ordinal);
        Assert.Equal("tva", run.Json.GetProperty("modalities").GetString());
    }

    [Fact]
    public async Task Check_DamagedGraph_NamesTheFile()
    {
        var package = Copy(Cli.Platform.Checkout.PathOf("models", "triad-mini"));
        await File.AppendAllTextAsync(Path.Combine(package, "video.onnx"), "x");

        var run = await RunAsync("model", "check", package, "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("video.onnx", run.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_PackageInInt8_TellsTimesSizesAndCosinesOfEveryGraph()
    {
        var run = await RunAsync("model", "compare", Full("small-int8"), Full("small"), "--rounds", "3", "--json");

        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["audio", "fusion", "text", "video"], run.Json.EnumerateObject().Select(graph => graph.Name).Order());
        Assert.All(run.Json.EnumerateObject(), graph =>
        {
            Assert.InRange(graph.Value.GetProperty("min_cosine").GetDouble(), 0.99, 1);
            Assert.True(graph.Value.GetProperty("milliseconds").GetDouble() > 0);
            Assert.True(graph.Value.GetProperty("bytes").GetInt64() < graph.Value.GetProperty("other_bytes").GetInt64());
        });
    }

    [Fact]
    public async Task Compare_PackagesOfOtherInputs_IsRefused()
    {
        var run = await RunAsync("model", "compare", Full("small"), Cli.Platform.Checkout.PathOf("models", "triad-mini"), "--json");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("other inputs", run.Json.GetProperty("error").GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Compare_NoRounds_IsWrongUse() => Assert.Equal(2, (await RunAsync("model", "compare", Full("small"), Full("small"), "--rounds", "0")).ExitCode);

    [Fact]
    public async Task Show_NoPackage_IsWrongUse() => Assert.Equal(2, (await RunAsync("model", "show", Folder.FullName)).ExitCode);

    private static string Full(string name) => Cli.Platform.Checkout.PathOf("tests", "Data", "full-size", name);

    private string Copy(string package)
    {
        var copy = Folder.CreateSubdirectory("triad-mini").FullName;
        foreach (var file in Directory.EnumerateFiles(package))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }
}
