using System.Text.RegularExpressions;
using Triad.Deployment.Tests.Charts;

namespace Triad.Deployment.Tests.Platform;

/// <summary>The script of the job that fills the volume of model packages, with the real tool.</summary>
public sealed partial class ModelScriptTests
{
    [Fact]
    public async Task Models_OfTheImage_AreCopiedAndCheckedAgainstTheirSpace()
    {
        using var tool = new ToolOnPath();
        var (shipped, volume) = Folders(tool);
        var space = await SpaceAsync();

        var (code, output, errors) = await ScriptAsync(tool, shipped, volume, $"triad-mini={space}");

        Assert.True(code == 0, output + errors);
        Assert.Equal(
            Directory.EnumerateFiles(Path.Combine(shipped, "triad-mini")).Select(Path.GetFileName).Order(),
            Directory.EnumerateFiles(Path.Combine(volume, "triad-mini")).Select(Path.GetFileName).Order());

        // Again: what is there stays, and is read again.
        (code, output, errors) = await ScriptAsync(tool, shipped, volume, $"triad-mini={space}");
        Assert.True(code == 0, output + errors);
    }

    [Fact]
    public async Task Models_OfAnotherSpace_FailTheJob()
    {
        using var tool = new ToolOnPath();
        var (shipped, volume) = Folders(tool);

        var (code, _, errors) = await ScriptAsync(tool, shipped, volume, "triad-mini=triad-mini@0123456789abcdef");

        Assert.NotEqual(0, code);
        Assert.Contains("the package triad-mini is not triad-mini@0123456789abcdef", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_WithAByteThatIsWrong_FailTheJob()
    {
        using var tool = new ToolOnPath();
        var (shipped, volume) = Folders(tool);
        await using (var file = File.OpenWrite(Path.Combine(shipped, "triad-mini", "vocab.txt")))
            file.WriteByte((byte)'#');

        var (code, _, errors) = await ScriptAsync(tool, shipped, volume, "triad-mini");

        Assert.NotEqual(0, code);
        Assert.Contains("vocab.txt", errors, StringComparison.Ordinal);
    }

    private static (string Shipped, string Volume) Folders(ToolOnPath tool)
    {
        var shipped = Path.Combine(tool.Folder, "shipped");
        var package = Directory.CreateDirectory(Path.Combine(shipped, "triad-mini")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Models, "triad-mini")).Where(file => !file.EndsWith(".pt", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(package, Path.GetFileName(file)));
        return (shipped, Directory.CreateDirectory(Path.Combine(tool.Folder, "volume")).FullName);
    }

    private static async Task<string> SpaceAsync()
    {
        var (code, output, errors) = await Tool.RunAsync("model", "inspect", Path.Combine(Checkout.Models, "triad-mini"), "--json");
        Assert.True(code == 0, errors);
        return Space().Match(output).Groups["space"].Value;
    }

    private static Task<(int Code, string Output, string Errors)> ScriptAsync(ToolOnPath tool, string shipped, string volume, params string[] models) =>
        Run.ToEndAsync("sh", [Path.Combine(Helm.Chart, "files", "models.sh"), .. models], new Dictionary<string, string>(tool.Environment)
        {
            ["TRIAD_MODELS"] = volume,
            ["SHIPPED_MODELS"] = shipped,
        });

    [GeneratedRegex(@"""space"":\s*""(?<space>[^""]+)""")]
    private static partial Regex Space();
}
