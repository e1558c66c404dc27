using System.Diagnostics;
using Triad.Benchmarks.Hostile.Files;
using Triad.Benchmarks.Hostile.Watching;

namespace Triad.Benchmarks.Hostile;

/// <summary>Gives the real server seeded hostile files, as uploads and as parts of queries, and watches what they do to it and to the machine.</summary>
internal sealed class HostileBenchmark : IBenchmark
{
    private const int Shown = 20;

    public string Name => "hostile";

    public string Summary => "hostile media as uploads and queries; the server must live, open nothing outside, keep its limits and end each clearly";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("files", "200", "how many files"),
        new("seed", "1", "decides which files; file i of a seed is always the same"),
        new("first", "0", "number of the first file, to try one again"),
        new("ask", "one", "one: each file is one kind of query part in turn; all: each is sound, picture and video"),
        new("parallel", "4", "files at a time"),
        new("patience", "180", "seconds within which each upload and each query must end"),
        new("server-mib", "3072", "the most memory that the server may take"),
        new("sandbox", "auto", "how the server keeps FFmpeg apart: auto, bubblewrap or landlock"),
        new("trace", "auto", "auto: see every open of a decoder where strace is installed; no: watch the canaries alone"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        var (count, seed) = (arguments.Number("files"), arguments.Number("seed", minimum: 0));
        var (asks, traces) = (Choice(arguments, "ask", "one", "all"), Choice(arguments, "trace", "auto", "no"));
        var patience = TimeSpan.FromSeconds(arguments.Number("patience"));
        var clips = await ClipMaker.MakeAsync(cancellationToken);
        var log = Directory.CreateTempSubdirectory("triad-hostile-trace-");
        try
        {
            var trace = traces == "auto" ? OpenTrace.TryCreate(System.IO.Path.Combine(log.FullName, "trace")) : null;
            await using var canary = new Canary();
            await using var server = await HostileServer.StartAsync(
                trace?.Command ?? [], Choice(arguments, "sandbox", "auto", "bubblewrap", "landlock"), patience);
            if (arguments.Text("sandbox") == "landlock")
                trace?.GiveFilesOf(server.Folder);
            var watch = new DecoderWatch(arguments.Number("server-mib"), TimeProvider.System);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var watching = watch.RunAsync(() => server.ProcessId, end.Token);
            var tally = new HostileTally(Console.Error);
            var files = new HostileFiles(new HostileContext(clips, canary.Url, canary.Path), seed);
            await new HostileRun(server, files, tally, patience, asks == "all", Console.Error).RunAsync(
                arguments.Number("first", minimum: 0), count, arguments.Number("parallel"), cancellationToken);
            await end.CancelAsync();
            await watching;
            var left = server.LeftBehind();
            await server.StopAsync();
            trace?.Read();
            foreach (var line in watch.Over.Concat(trace?.Outside ?? []).Concat(left).Concat(server.ErrorLogs).Take(Shown))
                await Console.Error.WriteLineAsync(line);
            await Console.Error.WriteLineAsync(tally.Reasons());
            return Report(count, seed, server, canary, trace, watch, tally, left.Count, Stopwatch.GetElapsedTime(start));
        }
        finally
        {
            log.Delete(recursive: true);
        }
    }

    private static BenchmarkReport Report(
        int count, int seed, HostileServer server, Canary canary, OpenTrace? trace, DecoderWatch watch, HostileTally tally, int left, TimeSpan time)
    {
        var outside = canary.CountTouches() + (trace?.Outside.Count ?? 0);
        return new BenchmarkReport(
            [
                new("files", count),
                new("server_deaths", server.Deaths),
                new("opened_outside", outside),
                new("over_limit", watch.Over.Count),
                new("unclear_end", tally.UnclearEnds),
                new("left_behind", left),
                new("error_logs", server.ErrorLogs.Count),
                new("ready", tally.Of("ready")),
                new("failed", tally.Of("failed")),
                new("refused", tally.Of("refused")),
                new("answered", tally.Of("answered")),
                new("decoders_watched", watch.Decoders),
                new("opens_traced", trace?.Opens),
                new("opens_refused", trace?.Refused),
                new("given_opens", trace?.GivenOpens),
                new("peak_server_mib", watch.PeakServerMegabytes),
                new("peak_decoder_cpu_s", watch.PeakDecoderSeconds),
                new("seconds", Math.Round(time.TotalSeconds, 1)),
                new("seed", seed),
            ],
            server.Deaths + outside + watch.Over.Count + tally.UnclearEnds + left + server.ErrorLogs.Count == 0);
    }

    private static string Choice(BenchmarkArguments arguments, string name, params string[] choices) => choices.Contains(arguments.Text(name))
        ? arguments.Text(name)
        : throw new BenchmarkUsageException($"--{name} '{arguments.Text(name)}' is not {string.Join(" or ", choices)}.");
}
