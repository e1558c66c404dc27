using System.Diagnostics;
using System.Text;
using Triad.Benchmarks.FullSize;
using Triad.Benchmarks.Packages;
using Triad.Client;
using Triad.Testing.Servers;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Ensemble;

/// <summary>An ensemble against its members, each the model of a tenant of one server: searches by text in turns.</summary>
internal sealed class EnsembleBenchmark : IBenchmark
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private static readonly string[] Texts =
        ["a red ball moves slowly", "rain falls on a tin roof", "two people shake hands in an office", "a bell rings while a dog barks", "a map of the city"];

    public string Name => "ensemble";

    public string Summary => "an ensemble against its members: searches by text through one server, in turns";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("package", "", "folder of the ensemble"),
        new("videos", "8", "videos of each tenant"),
        new("seconds", "64", "length of each video"),
        new("searches", "300", "searches of each tenant; the median counts"),
        new("ratio", "1.3", "most that a search of the ensemble may take over one of its slowest member"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (ensemble, searches, most) = (arguments.Text("package"), arguments.Number("searches"), arguments.Fraction("ratio"));
        using var links = new PackageLinks();
        List<string> packages = [links.Add("package", ensemble)];
        var members = IOPath.Combine(ensemble, "members");
        if (!Directory.Exists(members))
            throw new BenchmarkUsageException($"--package '{ensemble}' has no members. Name an ensemble.");
        packages.AddRange(Directory.EnumerateDirectories(members).Order(StringComparer.Ordinal).Select(member => links.Add("package", member)));
        var work = Directory.CreateTempSubdirectory("triad-ensemble-");
        try
        {
            await using var server = ServerProcess.With(IOPath.Combine(work.FullName, "data"), links.Folder, Patience);
            Directory.CreateDirectory(server.Data);
            await server.RestartAsync();
            var files = await RenderAsync(work.FullName, arguments.Number("videos"), arguments.Number("seconds"), cancellationToken);
            var tenants = new List<(string Package, TriadClient Client, int Segments, List<double> Times)>();
            foreach (var package in packages)
            {
                var client = await OnboardAsync(server, package, cancellationToken);
                tenants.Add((package, client, await IngestAsync(client, files, cancellationToken), []));
            }

            await AskAsync(tenants.ConvertAll(tenant => (tenant.Client, tenant.Times)), searches, cancellationToken);
            var medians = tenants.ConvertAll(tenant => FullSizeSearches.Median(tenant.Times));
            var ratio = medians[0] / medians.Skip(1).Max();
            List<KeyValuePair<string, object?>> values =
            [
                new("package", packages[0]),
                new("segments", tenants[0].Segments),
                new("search_p50_ms", Math.Round(medians[0], 2)),
                .. tenants.Skip(1).Zip(medians.Skip(1), (tenant, median) =>
                    new KeyValuePair<string, object?>($"{tenant.Package}_p50_ms", Math.Round(median, 2))),
                new("ensemble_over_slowest", Math.Round(ratio, 3)),
            ];
            foreach (var tenant in tenants)
                tenant.Client.Dispose();
            return new BenchmarkReport(values, ratio <= most);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task<TriadClient> OnboardAsync(ServerProcess server, string package, CancellationToken cancellationToken)
    {
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync(package, new CreateTenantOptions { ModelPackage = package }, cancellationToken);
        var key = await @operator.Tenants.CreateKeyAsync(package, [KeyScope.Ingest, KeyScope.Search], cancellationToken: cancellationToken);
        return new TriadClient(new TriadClientOptions { Address = server.Address, ApiKey = key.Key, Timeout = Patience });
    }

    private static async Task<List<string>> RenderAsync(string folder, int count, int seconds, CancellationToken cancellationToken)
    {
        var files = new List<string>();
        for (var i = 0; i < count; i++)
        {
            files.Add(IOPath.Combine(folder, $"clip-{i:00}.mp4"));
            await FullSizeClips.RenderAsync(files[^1], i, seconds, cancellationToken);
        }

        return files;
    }

    // Captions, so that members of words have something of every segment.
    private static async Task<int> IngestAsync(TriadClient client, List<string> files, CancellationToken cancellationToken)
    {
        var segments = 0;
        for (var i = 0; i < files.Count; i++)
        {
            var captions = new StringWriter();
            await captions.WriteLineAsync("WEBVTT\n");
            for (var cue = 0; cue < 600; cue += 4)
                await captions.WriteLineAsync($"{Time(cue)} --> {Time(cue + 4)}\n{Texts[(i + cue) % Texts.Length]} {cue}\n");
            var options = new UploadOptions { VideoId = $"clip-{i:00}", Captions = new Captions(Encoding.UTF8.GetBytes(captions.ToString()), CaptionFormat.WebVtt) };
            segments += (await client.Library.UploadAndWaitAsync(files[i], options, cancellationToken: cancellationToken)).SegmentCount;
        }

        return segments;

        static string Time(int seconds) => $"{TimeSpan.FromSeconds(seconds):hh\\:mm\\:ss}.000";
    }

    // In turns, so that a busy machine disturbs all alike; the first turns warm up.
    private static async Task AskAsync(List<(TriadClient Client, List<double> Times)> tenants, int searches, CancellationToken cancellationToken)
    {
        const int WarmUp = 20;
        for (var turn = -WarmUp; turn < searches; turn++)
        {
            foreach (var (client, times) in tenants)
            {
                var started = Stopwatch.GetTimestamp();
                var text = $"{Texts[Math.Abs(turn) % Texts.Length]} {Math.Abs(turn)}";
                await client.Search.QueryAsync(text, new SearchOptions { Limit = 10, GroupBy = ResultGrouping.Segment }, cancellationToken);
                if (turn >= 0)
                    times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }
    }
}
