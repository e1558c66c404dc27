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
    public async Task Show_NoPackage_IsWrongUse() => Assert.Equal(2, (await RunAsync("model", "show", Folder.FullName)).ExitCode);

    private string Copy(string package)
    {
        var copy = Folder.CreateSubdirectory("triad-mini").FullName;
        foreach (var file in Directory.EnumerateFiles(package))
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        return copy;
    }
}
