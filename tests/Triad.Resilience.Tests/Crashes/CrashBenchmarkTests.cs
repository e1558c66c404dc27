using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Triad.Resilience.Tests.Crashes;

/// <summary>
/// <c>./triad bench crash</c>: what it says of the platform, that it goes on after an interruption, and that it notices a loss.
/// </summary>
public sealed class CrashBenchmarkTests : IDisposable
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory("triad-crash-");

    public void Dispose() => _work.Delete(recursive: true);

    [Fact]
    public async Task TwentyFiveKills_OfARunThatIsItselfKilled_LoseNothing()
    {
        using (var cut = Start("--kills", "25", "--seed", "7"))
        {
            while (await cut.StandardError.ReadLineAsync() is { } line && !line.StartsWith("kill 10 of 25", StringComparison.Ordinal))
                continue;
            cut.Kill();
            await cut.WaitForExitAsync();
        }

        var (code, report, errors) = await RunAsync("--kills", "25", "--seed", "7", "--resume");

        Assert.True(code == 0, $"{report}\n{errors}");
        Assert.Equal(25, report.GetProperty("kills").GetInt32());
        Assert.True(report.GetProperty("acked").GetInt32() > 25, errors);
        Assert.True(report.GetProperty("checks").GetInt32() > 10, errors);
        Assert.All(
            ["lost", "phantoms", "duplicates", "resurrected", "faults"],
            key => Assert.Equal(0, report.GetProperty(key).GetInt32()));
        Assert.True(report.GetProperty("state_equal").GetBoolean());
    }

    [Fact]
    public async Task Loss_MadeByHand_IsNoticed()
    {
        // On a slow machine the first kills may come before anything was acknowledged.
        var kills = 2;
        await RunAsync("--kills", "2", "--seed", "4");
        while (DeleteCatalogs() == 0)
            await RunAsync("--kills", $"{kills += 2}", "--seed", "4", "--resume");

        var (code, report, errors) = await RunAsync("--kills", $"{kills}", "--seed", "4", "--resume");

        Assert.True(code == 1, errors);
        Assert.True(report.GetProperty("lost").GetInt32() > 0, errors);
        Assert.False(report.GetProperty("state_equal").GetBoolean());
    }

    /// <summary>How many entries of catalogs are lost.</summary>
    private int DeleteCatalogs()
    {
        using var connection = new SqliteConnection($"Data Source={_work}/data/state.db;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM catalog_entry";
        return command.ExecuteNonQuery();
    }

    private Process Start(params string[] arguments) =>
        Process.Start(new ProcessStartInfo(
            "dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Triad.Benchmarks.dll"), "crash", "--json", "--work", _work.FullName, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    private async Task<(int Code, JsonElement Report, string Errors)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var errors = new StringBuilder();
        process.ErrorDataReceived += (_, line) => errors.AppendLine(line.Data);
        process.BeginErrorReadLine();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(output.Length > 0, errors.ToString());
        return (process.ExitCode, JsonDocument.Parse(output).RootElement, errors.ToString());
    }
}
