using System.Diagnostics;
using System.Text.Json;
using Triad.Benchmarks.Packages;
using Triad.Client;
using Triad.Testing.Servers;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.FullSize;

/// <summary>A large package through the real server: segments in, searches, and the most memory that the server had.</summary>
internal sealed class FullSizeBenchmark : IBenchmark
{
    private const string Tenant = "fullsize";
    private const int SegmentsOfAFile = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly string[] Texts = ["a red ball moves slowly", "green square hops", "a bell rings while a dog barks", "blue ring", "tone"];

    public string Name => "fullsize";

    public string Summary => "a large package through the server: ingest, searches, and the server's memory";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("package", "", "folder of the package"),
        new("segments", "1000", "segments to put in"),
        new("searches", "60", "searches by text, and as many by stored segments"),
        new("parallel", "2", "files on their way at once"),
        new("batch-ms", "2000", "the server's setting Inference:Scheduling:BatchTime: weights of gigabytes are read once a batch"),
        new("memory-mib", "8192", "most resident memory of the server"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (segments, limit) = (arguments.Number("segments"), arguments.Number("memory-mib"));
        using var links = new PackageLinks();
        var id = links.Add("package", arguments.Text("package"));
        var work = Directory.CreateTempSubdirectory("triad-fullsize-");
        try
        {
            await using var server = ServerProcess.With(IOPath.Combine(work.FullName, "data"), links.Folder, Patience);
            Directory.CreateDirectory(server.Data);
            var started = Stopwatch.GetTimestamp();
            await server.RestartAsync("--set", $"Triad:Inference:Scheduling:BatchTime={TimeSpan.FromMilliseconds(arguments.Number("batch-ms"))}");
            using var client = await OnboardAsync(server, id, cancellationToken);
            await client.Search.EmbedAsync(Texts[0], cancellationToken);
            var load = Stopwatch.GetElapsedTime(started);
            var clips = (Folder: work.FullName, Segments: segments, Seconds: SecondsOf(arguments.Text("package")));
            var (videos, ingest) = await IngestAsync(client, clips, arguments.Number("parallel"), cancellationToken);
            var ingestPeak = ProcessMemory.PeakMebibytes(server.ProcessId);
            var searches = new FullSizeSearches(client, videos);
            var texts = await searches.ByTextAsync(Texts, arguments.Number("searches"), cancellationToken);
            var (stored, right) = await searches.ByStoredSegmentAsync(arguments.Number("searches"), cancellationToken);
            var peak = ProcessMemory.PeakMebibytes(server.ProcessId);
            var found = videos.Sum(video => video.SegmentCount);
            return new BenchmarkReport(
                [
                    new("package", id),
                    new("package_mib", BytesOf(arguments.Text("package")) >> 20),
                    new("segments", found),
                    new("segment_s", clips.Seconds),
                    new("load_s", Math.Round(load.TotalSeconds, 1)),
                    new("ingest_s", Math.Round(ingest.TotalSeconds, 1)),
                    new("segments_per_s", Math.Round(found / ingest.TotalSeconds, 2)),
                    new("text_search_p50_ms", Math.Round(FullSizeSearches.Median(texts), 1)),
                    new("stored_search_p50_ms", Math.Round(FullSizeSearches.Median(stored), 1)),
                    new("searches_per_s", Math.Round((texts.Count + stored.Count) / ((texts.Sum() + stored.Sum()) / 1000), 2)),
                    new("stored_found_first", right),
                    new("ingest_peak_mib", ingestPeak),
                    new("peak_mib", peak),
                    new("own_mib", ProcessMemory.OwnMebibytes(server.ProcessId)),
                    new("memory_limit_mib", limit),
                ],
                found >= segments && right == stored.Count && peak <= limit);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task<TriadClient> OnboardAsync(ServerProcess server, string package, CancellationToken cancellationToken)
    {
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync(Tenant, new CreateTenantOptions { ModelPackage = package }, cancellationToken);
        var key = await @operator.Tenants.CreateKeyAsync(Tenant, [KeyScope.Ingest, KeyScope.Search], cancellationToken: cancellationToken);
        return new TriadClient(new TriadClientOptions { Address = server.Address, ApiKey = key.Key, Timeout = Patience });
    }

    private static async Task<(IReadOnlyList<Video> Videos, TimeSpan Elapsed)> IngestAsync(
        TriadClient client, (string Folder, int Segments, double Seconds) clips, int parallel, CancellationToken cancellationToken)
    {
        // The last file has what is left.
        var files = new List<string>();
        for (var left = clips.Segments; left > 0; left -= SegmentsOfAFile)
        {
            files.Add(IOPath.Combine(clips.Folder, $"clip-{files.Count:00}.mp4"));
            await FullSizeClips.RenderAsync(files[^1], files.Count, Math.Min(left, SegmentsOfAFile) * clips.Seconds, cancellationToken);
        }

        var started = Stopwatch.GetTimestamp();
        var videos = new Video[files.Count];
        var done = 0;
        var options = new ParallelOptions { MaxDegreeOfParallelism = parallel, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(Enumerable.Range(0, files.Count), options, async (i, cancelled) =>
        {
            videos[i] = await client.Library.UploadAndWaitAsync(files[i], new UploadOptions { VideoId = $"clip-{i:00}" }, cancellationToken: cancelled);
            var count = Interlocked.Add(ref done, videos[i].SegmentCount);
            await Console.Error.WriteLineAsync($"{count} of {clips.Segments} segments after {Stopwatch.GetElapsedTime(started).TotalSeconds:F0} s");
        });
        return (videos, Stopwatch.GetElapsedTime(started));
    }

    private static double SecondsOf(string package)
    {
        using var manifest = JsonDocument.Parse(File.ReadAllBytes(IOPath.Combine(package, "model.json")));
        return manifest.RootElement.GetProperty("segment_seconds").GetDouble();
    }

    private static long BytesOf(string package) => new DirectoryInfo(package).EnumerateFiles().Sum(file => file.Length);
}
