using System.Diagnostics;

namespace Triad.EndToEnd.Tests;

public sealed class DemoTests
{
    [Fact]
    public async Task Demo_WithTheShippedModel_Succeeds() => Assert.Equal(0, await RunAsync(Path.Combine(Checkout.Models, "triad-mini")));

    [Fact]
    public async Task Demo_WithRandomWeights_Fails() =>
        Assert.Equal(1, await RunAsync(Path.Combine(Checkout.Root, "tests", "Data", "tiny-package", "tiny")));

    private static async Task<int> RunAsync(string model)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, WorkingDirectory = Checkout.Root };
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, "triad.dll"), "demo", "--model", model, "--json"])
            start.ArgumentList.Add(argument);
        start.Environment["TRIAD_SERVER"] = Path.Combine(AppContext.BaseDirectory, "Triad.Server.dll");
        using var demo = Process.Start(start)!;
        await demo.StandardOutput.ReadToEndAsync();
        await demo.WaitForExitAsync();
        return demo.ExitCode;
    }
}
