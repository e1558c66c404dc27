using System.Diagnostics;
using Triad.Benchmarks.Silos;
using Triad.Client;
using Triad.Testing.Redis;
using Triad.Testing.Servers;

namespace Triad.Benchmarks.Rolling;

/// <summary>
/// Restarts every process of a real cluster, one after another, as an orchestrator does: nobody sends a gateway new calls any more, it is told to stop, it
/// ends by itself, it is started again, and when it is ready the next one's turn comes. Clients call all the while, and clips are uploaded.
/// </summary>
internal sealed class RollingBenchmark : IBenchmark
{
    private const double MaxRatio = 5;
    private const string First = "first";

    // What the chart's preStop gives those who route calls.
    private static readonly TimeSpan PreStop = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EndPatience = TimeSpan.FromMinutes(5);

    public string Name => "rolling";

    public string Summary => "a rolling restart of every process under load: calls that fail, also when the SDK makes them once more";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("layout", "silo/silo/embed/embed/gateway/gateway", "the roles of each process; each role is on two of them at least"),
        new("callers", "4", "clients that call without a pause"),
        new("seconds", "15", "seconds of calls until all is warm, and again as many before the first restart, which are compared"),
        new("rounds", "1", "how often all processes are restarted"),
        new("seed", "1", "draws the clips"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("triad-rolling-");
        try
        {
            await using var redis = await RedisProcess.StartAsync();
            await using var cluster = await SiloCluster.StartAsync(
                arguments.Text("layout"), "Redis", redis.ConnectionString, [], data.FullName, cancellationToken);
            return await RunAsync(cluster, arguments, cancellationToken);
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<BenchmarkReport> RunAsync(SiloCluster cluster, BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (key, clip) = await PrepareAsync(cluster, cancellationToken);
        var uploads = new UploadLoad(cluster, key, Checkout.Samples, arguments.Number("seed", 0), TimeProvider.System);
        uploads.Acknowledged[First] = clip;
        var calls = new CallLoad(cluster, key, First, TimeProvider.System);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var loads = new[] { uploads.RunAsync(stop.Token, cancellationToken), calls.RunAsync(arguments.Number("callers"), stop.Token) };
        var pause = TimeSpan.FromSeconds(arguments.Number("seconds"));
        await Task.Delay(pause, TimeProvider.System, cancellationToken); // Until the processes are warm.
        var warm = Stopwatch.GetTimestamp();
        await Task.Delay(pause, TimeProvider.System, cancellationToken);
        var began = Stopwatch.GetTimestamp();
        var longest = TimeSpan.Zero;
        for (var round = 0; round < arguments.Number("rounds"); round++)
        {
            foreach (var member in cluster.Members)
                longest = await RestartAsync(cluster, member, cancellationToken) is var time && time > longest ? time : longest;
        }

        var rolled = Stopwatch.GetElapsedTime(began);
        await stop.CancelAsync();
        await Task.WhenAll(loads).WaitAsync(EndPatience, cancellationToken);
        using var client = cluster.Connect(key, TimeSpan.FromSeconds(60), 8)!;
        var end = await EndState.ReadAsync(client, uploads, cancellationToken);
        return await ReportAsync(calls.Records, warm, began, uploads, end, rolled, longest);
    }

    /// <summary>Restarts one; tells how long it took to stop.</summary>
    private static async Task<TimeSpan> RestartAsync(SiloCluster cluster, SiloProcess member, CancellationToken cancellationToken)
    {
        if (!cluster.CanSpare(member))
            throw new BenchmarkUsageException($"--layout: nobody else has the roles {member.Roles}.");
        member.IsLeaving = true;
        if (member.IsGateway)
            await Task.Delay(PreStop, TimeProvider.System, cancellationToken);
        var told = Stopwatch.GetTimestamp();
        await member.StrikeAsync(Blow.Stop, cancellationToken);
        var took = Stopwatch.GetElapsedTime(told);
        await member.StartAsync(cancellationToken);
        member.IsLeaving = false;
        await Console.Error.WriteLineAsync(FormattableString.Invariant(
            $"{member.Roles}: stopped in {took.TotalSeconds:0.0} s, ready again {Stopwatch.GetElapsedTime(told).TotalSeconds:0.0} s after it was told to stop"));
        return took;
    }

    private static async Task<(string Key, string Clip)> PrepareAsync(SiloCluster cluster, CancellationToken cancellationToken)
    {
        using var @operator = cluster.ConnectOperator();
        await @operator.Tenants.CreateAsync("acme", cancellationToken: cancellationToken);
        var key = (await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search], cancellationToken: cancellationToken)).Key;
        using var client = cluster.Connect(key, TimeSpan.FromSeconds(60), 8)!;
        var clip = Directory.GetFiles(Checkout.Samples, "sample-*.mp4").Order(StringComparer.Ordinal).First();
        await client.Library.UploadAndWaitAsync(clip, new UploadOptions { VideoId = First }, cancellationToken: cancellationToken);
        return (key, System.IO.Path.GetFileName(clip));
    }

    private static async Task<BenchmarkReport> ReportAsync(
        IReadOnlyCollection<CallRecord> calls, long warm, long began, UploadLoad uploads, EndState end, TimeSpan rolled, TimeSpan longest)
    {
        foreach (var (failure, count) in calls.Select(call => call.Failure).OfType<string>().CountBy(failure => failure))
            await Console.Error.WriteLineAsync($"{count} calls: {failure}");
        foreach (var problem in (string[])[.. end.Lost, .. end.Phantoms, .. end.Resurrected, .. end.Duplicates, .. end.Unequal, .. uploads.Failed])
            await Console.Error.WriteLineAsync(problem);
        var (before, during) = (calls.Where(call => call.Began >= warm && call.Ended < began).ToList(), calls.Where(call => call.Began >= began).ToList());
        var failed = calls.Count(call => call.SecondFailure is not null);
        var ratio = P99(during) / P99(before);
        return new BenchmarkReport(
            [
                new("calls", calls.Count),
                new("failed", failed),
                new("retried", calls.Count(call => call.Failure is not null)),
                new("p99_ratio", Math.Round(ratio, 2)),
                new("before_p99_ms", Math.Round(P99(before), 1)),
                new("during_p99_ms", Math.Round(P99(during), 1)),
                new("longest_ms", Math.Round(during.Max(Milliseconds), 1)),
                new("acked", uploads.Acknowledged.Count),
                new("lost", end.Lost.Count),
                new("failed_videos", uploads.Failed.Count),
                new("stop_max_s", Math.Round(longest.TotalSeconds, 1)),
                new("seconds", Math.Round(rolled.TotalSeconds, 1)),
            ],
            failed == 0 && end.IsRight && uploads.Failed.IsEmpty && ratio <= MaxRatio);
    }

    private static double P99(List<CallRecord> calls) => calls.Select(Milliseconds).Order().ElementAt((int)(calls.Count * 0.99));

    private static double Milliseconds(CallRecord call) => Stopwatch.GetElapsedTime(call.Began, call.Ended).TotalMilliseconds;
}
