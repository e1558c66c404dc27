using System.Diagnostics;
using System.Text.Json;
using Triad.EndToEnd.Tests.Models;

namespace Triad.EndToEnd.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-demo-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Demo_WithTheShippedModel_Succeeds()
    {
        var (code, report) = await RunAsync(Path.Combine(Checkout.Models, "triad-mini"));

        Assert.True(code == 0, report.ToString());
        Assert.Equal(24, report.GetProperty("queries").GetArrayLength());
        Assert.True(report.GetProperty("passed").GetBoolean());
    }

    [Fact]
    public async Task Demo_WithRandomWeights_AsksEverythingAndFails()
    {
        var package = Path.Combine(_folder.FullName, "random");
        RandomWeights.Make(Path.Combine(Checkout.Models, "triad-mini"), package, seed: 1);

        var (code, report) = await RunAsync(package);

        Assert.True(code == 1, report.ToString());
        Assert.Equal(24, report.GetProperty("queries").GetArrayLength());
        Assert.False(report.GetProperty("passed").GetBoolean());
    }

    private static async Task<(int Code, JsonElement Report)> RunAsync(string model)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Checkout.Root };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "triad.dll"), "demo", "--model", model, "--json"])
            start.ArgumentList.Add(argument);
        start.Environment["TRIAD_SERVER"] = Path.Combine(AppContext.BaseDirectory, "Triad.Server.dll");
        using var demo = Process.Start(start)!;
        var output = await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        return (demo.ExitCode, JsonDocument.Parse(output).RootElement);
    }
}
