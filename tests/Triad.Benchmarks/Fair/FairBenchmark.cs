using Triad.Benchmarks.Hosts;
using Triad.Client;
using Triad.Testing.Servers;

namespace Triad.Benchmarks.Fair;

/// <summary>
/// One tenant floods the real server with uploads and searches, another asks now and then: how much longer its searches take than on an idle server.
/// And two tenants of weights 1 and 3 that both want more than there is: whether they get one part and three.
/// </summary>
internal sealed class FairBenchmark : IBenchmark
{
    private const double MaxRatio = 2;
    private const double MaxError = 0.10;
    private const double MaxAdmission = 20;
    private const double Heavy = 3;

    // Until then the compiler of the runtime has a third of the processor.
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);

    public string Name => "fair";

    public string Summary => "searches of one tenant beside another's flood, and shares of two tenants by their weights";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("rounds", "5", "rounds, each idle and then beside the flood; the median of their ratios counts"),
        new("seconds", "8", "seconds of each half of a round"),
        new("callers", "32", "searches that the flood has on their way at once"),
        new("wanting", "200", "searches that each of the tenants that share has on its way at once: so many that some wait at any time"),
        new("videos", "24", "videos that the flood has waiting or in work"),
        new("flood", "", "the server that this process is to flood; for the benchmark itself"),
        new("clip", "", "what it uploads; for the benchmark itself"),
        new("number", "0", "the flood's number; for the benchmark itself"),
        new("shared", "30", "videos that the tenant of weight 1 gets done while both wait"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        if (arguments.Text("flood").Length > 0)
        {
            await FloodProcess.RunAsync(arguments, cancellationToken);
            throw new OperationCanceledException();
        }

        var work = Directory.CreateTempSubdirectory("triad-fair-");
        try
        {
            await using var server = await ServerProcess.StartAsync();
            var clip = System.IO.Path.Combine(work.FullName, "clip.mp4");
            await FullSize.FullSizeClips.RenderAsync(clip, 1, 6, cancellationToken);
            var (ratio, idle, beside, shed) = await FloodAsync(server, clip, arguments, cancellationToken);
            var searches = await SearchSharesAsync(server, clip, arguments, cancellationToken);
            var videos = await IngestSharesAsync(server, clip, arguments.Number("shared"), cancellationToken);
            var admission = await GateTime.MedianMicrosecondsAsync();
            var (searchError, ingestError) = (Math.Abs((searches / Heavy) - 1), Math.Abs((videos / Heavy) - 1));
            var error = Math.Max(searchError, ingestError);
            return new BenchmarkReport(
                [
                    new("p99_ratio", Math.Round(ratio, 2)),
                    new("weights_error", Math.Round(error, 3)),
                    new("idle_p99_ms", Math.Round(idle, 2)),
                    new("beside_p99_ms", Math.Round(beside, 2)),
                    new("search_weights_error", Math.Round(searchError, 3)),
                    new("ingest_weights_error", Math.Round(ingestError, 3)),
                    new("search_share", Math.Round(searches, 2)),
                    new("ingest_share", Math.Round(videos, 2)),
                    new("admission_p50_us", Math.Round(admission, 2)),
                    new("flood_refused", shed),
                    new("callers", arguments.Number("callers")),
                ],
                ratio <= MaxRatio && error <= MaxError && admission <= MaxAdmission);
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    private static async Task<(double Ratio, double Idle, double Beside, int Shed)> FloodAsync(
        ServerProcess server, string clip, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var ((quiet, _), (loud, key)) = (await OnboardAsync(server, "quiet", 1), await OnboardAsync(server, "loud", 1));
        using (quiet)
        using (loud)
        {
            foreach (var client in new[] { quiet, loud })
                for (var i = 0; i < 3; i++)
                    await client.Library.UploadAndWaitAsync(clip, new UploadOptions { VideoId = $"stored-{i}" }, cancellationToken: cancellationToken);
            var span = TimeSpan.FromSeconds(arguments.Number("seconds"));
            await using (var warmUp = FloodProcess.Start(server.Address, key, clip, -1, arguments.Number("callers"), arguments.Number("videos", minimum: 0)))
                await QuietSearches.TimesAsync(quiet, WarmUp, cancellationToken);
            var (ratios, idle, beside, shed) = (new List<double>(), new List<double>(), new List<double>(), 0);
            for (var round = 0; round < arguments.Number("rounds"); round++)
            {
                var alone = await QuietSearches.TimesAsync(quiet, span, cancellationToken);
                IReadOnlyList<double> flooded;
                await using (var flood = FloodProcess.Start(server.Address, key, clip, round, arguments.Number("callers"), arguments.Number("videos", minimum: 0)))
                {
                    await flood.WaitUntilItRunsAsync(arguments.Number("videos", minimum: 0) > 0, cancellationToken);
                    flooded = await QuietSearches.TimesAsync(quiet, span, cancellationToken);
                    shed += flood.Refused;
                }

                idle.Add(P99(alone));
                beside.Add(P99(flooded));
                ratios.Add(beside[^1] / idle[^1]);
                await Console.Error.WriteLineAsync(FormattableString.Invariant(
                    $"idle p50 {Load.Median(alone):0.0} p99 {idle[^1]:0.0} ms, beside the flood p50 {Load.Median(flooded):0.0} p99 {beside[^1]:0.0} ms"));
            }

            return (Load.Median(ratios), Load.Median(idle), Load.Median(beside), shed);
        }
    }

    /// <summary>How many searches the heavy tenant gets answered for one of the light one's.</summary>
    private static async Task<double> SearchSharesAsync(
        ServerProcess server, string clip, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var ((light, key), (heavy, heavyKey)) = (await OnboardAsync(server, "ask-light", 1), await OnboardAsync(server, "ask-heavy", Heavy));
        using (light)
        using (heavy)
        {
            foreach (var client in new[] { light, heavy })
                await client.Library.UploadAndWaitAsync(clip, cancellationToken: cancellationToken);
            var span = TimeSpan.FromSeconds(3 * arguments.Number("seconds"));
            await using var some = FloodProcess.Start(server.Address, key, clip, 0, arguments.Number("wanting"), videos: 0);
            await using var more = FloodProcess.Start(server.Address, heavyKey, clip, 0, arguments.Number("wanting"), videos: 0);
            await some.WaitUntilItRunsAsync(uploads: false, cancellationToken);
            await more.WaitUntilItRunsAsync(uploads: false, cancellationToken);
            var (before, beforeMore) = (some.Answered, more.Answered);
            await Task.Delay(span, TimeProvider.System, cancellationToken);
            return (double)(more.Answered - beforeMore) / (some.Answered - before);
        }
    }

    /// <summary>How many videos the heavy tenant gets done for one of the light one's, while both have videos waiting.</summary>
    private static async Task<double> IngestSharesAsync(ServerProcess server, string clip, int count, CancellationToken cancellationToken)
    {
        var ((light, _), (heavy, _)) = (await OnboardAsync(server, "put-light", 1), await OnboardAsync(server, "put-heavy", Heavy));
        using (light)
        using (heavy)
        {
            // Half as many again as are to be done, so that both wait to the end.
            var uploads = Enumerable.Range(0, (int)(count * Heavy * 1.5)).Select(async i =>
            {
                await heavy.Library.UploadAsync(clip, new UploadOptions { VideoId = $"v-{i}" }, cancellationToken);
                if (i % Heavy == 0)
                    await light.Library.UploadAsync(clip, new UploadOptions { VideoId = $"v-{i}" }, cancellationToken);
            });
            await Task.WhenAll(uploads);
            var (before, beforeMore) = (await ReadyAsync(light, cancellationToken), await ReadyAsync(heavy, cancellationToken));
            while (true)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System, cancellationToken);
                var (done, doneMore) = (await ReadyAsync(light, cancellationToken) - before, await ReadyAsync(heavy, cancellationToken) - beforeMore);
                if (done + doneMore >= count * (1 + Heavy) * 0.9)
                    return (double)doneMore / done;
            }
        }
    }

    private static async Task<int> ReadyAsync(TriadClient client, CancellationToken cancellationToken) =>
        (await client.Library.ListPageAsync(new ListVideosOptions { States = [VideoState.Ready], PageSize = 1000 }, cancellationToken)).Items.Count;

    private static async Task<(TriadClient Client, string Key)> OnboardAsync(ServerProcess server, string tenant, double weight)
    {
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync(tenant, new CreateTenantOptions { Weight = weight });
        var key = await @operator.Tenants.CreateKeyAsync(tenant, [KeyScope.Ingest, KeyScope.Search]);
        return (server.Connect(key.Key, null), key.Key);
    }

    private static double P99(IReadOnlyList<double> times) => times.Order().ElementAt((int)(times.Count * 0.99));
}
