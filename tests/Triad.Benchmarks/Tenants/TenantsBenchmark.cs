using System.Diagnostics;
using Triad.Benchmarks.FullSize;
using Triad.Benchmarks.Hosts;
using Triad.Client;
using Triad.Testing.Servers;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Tenants;

/// <summary>
/// What tenants that are registered and not used cost: the real server is started over a data directory with many of them and over one with ten, in
/// turns. And what the first search of a tenant costs that nobody has used since the start.
/// </summary>
internal sealed class TenantsBenchmark : IBenchmark
{
    private const double MaxRatio = 1.2;
    private const double MaxWake = 50;
    private const int Few = 10;
    private const int Repeats = 5;

    public string Name => "tenants";

    public string Summary => "start and memory with many registered tenants, against ten, and the first search of an idle one";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("count", "100000", "registered tenants of the directory with many"),
        new("rounds", "5", "starts over each directory; the medians count"),
        new("idle", "8", "tenants with a video whose first search is measured at each start"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (count, idle) = (arguments.Number("count", Few), arguments.Number("idle", 2));
        var work = Directory.CreateTempSubdirectory("triad-tenants-");
        try
        {
            var keys = await MakeAsync(IOPath.Combine(work.FullName, "few"), IOPath.Combine(work.FullName, "many"), idle, cancellationToken);
            await RegisteredTenants.AddAsync(IOPath.Combine(work.FullName, "few"), Few, cancellationToken);
            await RegisteredTenants.AddAsync(IOPath.Combine(work.FullName, "many"), count, cancellationToken);
            var (few, many) = (new List<TenantsStart>(), new List<TenantsStart>());
            for (var round = 0; round < arguments.Number("rounds"); round++)
            {
                // Each goes first as often as the other.
                foreach (var (name, starts) in round % 2 == 0 ? new[] { ("few", few), ("many", many) } : [("many", many), ("few", few)])
                    starts.Add(await StartAsync(IOPath.Combine(work.FullName, name), keys, cancellationToken));
            }

            var startup = Median(many, start => start.Seconds) / Median(few, start => start.Seconds);
            var memory = Median(many, start => start.Mebibytes) / Median(few, start => start.Mebibytes);
            var wake = Load.Median([.. many.SelectMany(start => start.WakeMilliseconds)]);
            return new BenchmarkReport(
                [
                    new("startup_ratio", Math.Round(startup, 3)),
                    new("memory_ratio", Math.Round(memory, 3)),
                    new("wake_ms", Math.Round(wake, 1)),
                    new("startup_s", Math.Round(Median(many, start => start.Seconds), 2)),
                    new("startup_s_10", Math.Round(Median(few, start => start.Seconds), 2)),
                    new("memory_mib", Math.Round(Median(many, start => start.Mebibytes), 0)),
                    new("memory_mib_10", Math.Round(Median(few, start => start.Mebibytes), 0)),
                    new("wake_ms_10", Math.Round(Load.Median([.. few.SelectMany(start => start.WakeMilliseconds)]), 1)),
                    new("tenants", count),
                ],
                startup <= MaxRatio && memory <= MaxRatio && wake <= MaxWake);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>Two data directories with the same few tenants that have a video each; their keys.</summary>
    private static async Task<IReadOnlyList<string>> MakeAsync(string few, string many, int tenants, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(few);
        var clip = IOPath.Combine(few, "..", "clip.mp4");
        await FullSizeClips.RenderAsync(clip, 1, 4, cancellationToken);
        var keys = new List<string>();
        await using (var server = ServerProcess.Over(few))
        {
            await server.RestartAsync();
            using var @operator = server.Operator();
            for (var i = 0; i < tenants; i++)
            {
                await @operator.Tenants.CreateAsync($"used-{i}", cancellationToken: cancellationToken);
                keys.Add((await @operator.Tenants.CreateKeyAsync($"used-{i}", [KeyScope.Ingest, KeyScope.Search], cancellationToken: cancellationToken)).Key);
                using var client = server.Connect(keys[i], null);
                await client.Library.UploadAndWaitAsync(clip, cancellationToken: cancellationToken);
            }
        }

        Copy(few, many);
        return keys;
    }

    private static async Task<TenantsStart> StartAsync(string data, IReadOnlyList<string> keys, CancellationToken cancellationToken)
    {
        await using var server = ServerProcess.Over(data);
        var started = Stopwatch.GetTimestamp();
        await server.RestartAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var wakes = new List<double>();
        foreach (var (key, isFirst) in keys.Select((key, i) => (key, i == 0)))
        {
            using var client = server.Connect(key, null);
            var first = await TimeAsync(client, cancellationToken);
            var again = new List<double>();
            for (var i = 0; i < Repeats; i++)
                again.Add(await TimeAsync(client, cancellationToken));
            if (!isFirst)
                wakes.Add(first - Load.Median(again)); // The first tenant's search loads what all need: code, model, connections.
        }

        var mebibytes = ProcessMemory.OwnMebibytes(server.ProcessId);
        return new TenantsStart(seconds, mebibytes, wakes);
    }

    private static async Task<double> TimeAsync(TriadClient client, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var page = await client.Search.QueryAsync(
            new SearchQuery().WithText("a red ball"), new SearchOptions { Limit = 5 }, cancellationToken);
        var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        return page.Hits.Count > 0 ? time : throw new BenchmarkUsageException("A tenant with a video found nothing.");
    }

    private static double Median(List<TenantsStart> starts, Func<TenantsStart, double> value) => Load.Median([.. starts.Select(value)]);

    private static void Copy(string from, string to)
    {
        foreach (var folder in Directory.EnumerateDirectories(from, "*", SearchOption.AllDirectories).Prepend(from))
            Directory.CreateDirectory(folder.Replace(from, to, StringComparison.Ordinal));
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
            File.Copy(file, file.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>What one start showed.</summary>
    private sealed record TenantsStart(double Seconds, double Mebibytes, IReadOnlyList<double> WakeMilliseconds);
}
