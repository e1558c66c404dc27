using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Ledger;

/// <summary>
/// Kills a process that counts usage, tells it to the ledger, rolls it up and exports it, at random moments and while it starts, and compares the ledger
/// and the export with what really happened.
/// </summary>
internal sealed class LedgerBenchmark : IBenchmark
{
    private const int LongestLife = 250;
    private const int EarlyKills = 5;
    private const int EarliestLife = 60;

    public string Name => "ledger";

    public string Summary => "kills a process that meters, again and again; nothing may be lost or counted twice, against what really happened";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("kills", "200", "kills in all"),
        new("seed", "1", "decides the moments of the kills"),
        new("worker", "", "the folder of the run that this process is to be killed in; for the benchmark itself"),
        new("run", "0", "the number of that life; for the benchmark itself"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Text("worker") is { Length: > 0 } worker)
        {
            await LedgerWorker.RunAsync(worker, arguments.Number("run", minimum: 0), cancellationToken);
            throw new OperationCanceledException();
        }

        var (kills, random) = (arguments.Number("kills"), new Random(arguments.Number("seed", minimum: 0)));
        var folder = Directory.CreateTempSubdirectory("triad-ledger-").FullName;
        try
        {
            using var truth = new LedgerTruth(folder);
            truth.Start = TimeProvider.System.GetUtcNow().Ticks;
            var began = Stopwatch.GetTimestamp();
            for (var run = 0; run < kills; run++)
                await KillAsync(folder, run, random, cancellationToken);
            return await CompareAsync(folder, truth, kills, Stopwatch.GetElapsedTime(began));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task KillAsync(string folder, int run, Random random, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (IOPath.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(LedgerBenchmark).Assembly.Location);
        foreach (var argument in (string[])["ledger", "--worker", folder, "--run", run.ToString(CultureInfo.InvariantCulture)])
            start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var problems = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            // One in some is killed while it starts, wherever that may be.
            if (random.Next(EarlyKills) == 0)
            {
                await DelayAsync(random.Next(EarliestLife, 2 * LongestLife), cancellationToken);
            }
            else
            {
                if (await process.StandardOutput.ReadLineAsync(cancellationToken) != "ready")
                    throw new InvalidOperationException($"The process that is to be killed ended by itself: {await problems}");
                await DelayAsync(random.Next(LongestLife), cancellationToken);
            }

            if (process.HasExited)
                throw new InvalidOperationException($"The process that is to be killed ended by itself: {await problems}");
        }
        finally
        {
            process.Kill(); // SIGKILL.
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static Task DelayAsync(int milliseconds, CancellationToken cancellationToken) =>
        Task.Delay(TimeSpan.FromMilliseconds(milliseconds), TimeProvider.System, cancellationToken);

    private static async Task<BenchmarkReport> CompareAsync(string folder, LedgerTruth truth, int kills, TimeSpan time)
    {
        await using var platform = await LedgerPlatform.OpenAsync(folder, new LedgerClock(truth.Start));
        if (truth.VideosBegun > truth.VideosDone)
            await LedgerWorker.TellVideoAsync(platform, truth);
        while (!platform.IsAtRest)
            await platform.TendAsync();
        var ledger = await platform.AmountsAsync();
        var (exported, repeated) = ReadExports(LedgerPlatform.ExportsOf(folder));

        var (events, lost, doubled, exportLost, exportDoubled) = (0L, 0L, 0L, 0L, (long)repeated);
        for (var run = 0; run < kills; run++)
        {
            for (var thread = 0; thread < LedgerTruth.Threads; thread++)
            {
                var (begun, done) = truth.Counted(run, thread);
                Judge(LedgerWorker.PackageOf(run, thread), done, begun);
            }
        }

        Judge(LedgerWorker.Videos, truth.VideosDone, truth.VideosBegun);
        return new BenchmarkReport(
            [
                new("kills", kills),
                new("events", events),
                new("lost", lost),
                new("doubled", doubled),
                new("export_lost", exportLost),
                new("export_doubled", exportDoubled),
                new("videos", truth.VideosDone),
                new("seconds", Math.Round(time.TotalSeconds, 1)),
            ],
            lost + doubled + exportLost + exportDoubled == 0);

        // Of what a kill fell on nobody knows whether it was counted before it; either is right.
        void Judge(string package, long least, long most)
        {
            events += least;
            var found = (long)ledger.GetValueOrDefault(package);
            lost += Math.Max(0, least - found);
            doubled += Math.Max(0, found - most);
            var sent = (long)exported.GetValueOrDefault(package);
            exportLost += Math.Max(0, found - sent);
            exportDoubled += Math.Max(0, sent - found);
        }
    }

    /// <summary>The amounts of the export by package, and how many events it has more than once.</summary>
    private static (Dictionary<string, decimal> Amounts, int Repeated) ReadExports(string folder)
    {
        var (amounts, seen, repeated) = (new Dictionary<string, decimal>(), new HashSet<string>(), 0);
        foreach (var line in Directory.EnumerateFiles(folder, "*.ndjson", SearchOption.AllDirectories).SelectMany(File.ReadLines))
        {
            var told = JsonDocument.Parse(line).RootElement;
            if (!seen.Add(told.GetProperty("id").GetString()!))
                repeated++;
            var data = told.GetProperty("data");
            var package = data.GetProperty("package").GetString()!;
            amounts[package] = amounts.GetValueOrDefault(package) + data.GetProperty("amount").GetDecimal();
        }

        return (amounts, repeated);
    }
}
