using System.Globalization;
using Triad.Gateway.Errors;
using Triad.Gateway.Scaling;

namespace Triad.Benchmarks.Scaling;

/// <summary>A simulated day: the gateway's triggers and the published algorithms of KEDA and Kubernetes, against fixed replicas and the processor's time.</summary>
internal sealed class ScalingBenchmark : IBenchmark
{
    private const double CpuTarget = 0.75;
    private const double MaxWait = 300;
    private const double MaxCostRatio = 0.8;

    public string Name => "scaling";

    public string Summary => "a simulated day of uploads: replicas by the queue, against fixed ones that make videos wait as little";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("seed", "1", "the day"),
        new("videos", "600", "videos an hour, the mean of the day's curve"),
        new("work", "40", "seconds that a video takes a host, the mean"),
        new("archive", "1500", "videos that one tenant sends at three in the morning"),
        new("places", "2", "videos that a replica works on at once (Triad:Ingest:ConcurrentVideos)"),
        new("start", "90", "seconds until a new replica works"),
        new("least", "1", "the fewest replicas"),
        new("most", "30", "the most replicas"),
        new("target", "160", "seconds of work that a replica shall have (trigger work)"),
        new("age", "600", "seconds that the oldest video shall wait at most (trigger age)"),
        new("svg", "", "a file to draw the day into"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var day = DayOfLoad.Make(arguments.Number("seed"), arguments.Number("videos"), arguments.Number("work"), arguments.Number("archive", 0));
        var simulation = new DaySimulation(day, arguments.Number("places"), arguments.Number("start", 0));
        var (least, most) = (arguments.Number("least", 0), arguments.Number("most"));
        var keda = simulation.Run("KEDA, by the queue", new KedaPolicy(
            least, most, Trigger("work", arguments.Text("target"), "0"), Trigger("age", arguments.Text("age"), "60")));
        var cpu = simulation.Run("HPA, by the processor", new CpuPolicy(Math.Max(1, least), most, CpuTarget));
        var mean = (int)Math.Ceiling(keda.ReplicaHours / 24);
        var fair = Fixed(simulation, mean);
        var same = fair;
        for (var replicas = mean + 1; same.WaitP95 > keda.WaitP95 && replicas <= most * 4; replicas++)
            same = Fixed(simulation, replicas);
        IReadOnlyList<DayResult> days = [keda, cpu, same, fair];
        if (arguments.Text("svg") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, DayPicture.Of(days), cancellationToken);
        var ratio = keda.ReplicaHours / same.ReplicaHours;
        return new BenchmarkReport(
            [
                new("wait_p95_s", keda.WaitP95),
                new("cost_ratio", Math.Round(ratio, 3)),
                new("wait_p50_s", keda.WaitP50),
                new("wait_max_s", keda.WaitMax),
                new("replica_hours", Math.Round(keda.ReplicaHours, 1)),
                new("peak", keda.Peak),
                new("fixed_replicas", same.Peak),
                new("fixed_wait_p95_s", same.WaitP95),
                new("same_cost_wait_p95_s", fair.WaitP95),
                new("cpu_wait_p95_s", cpu.WaitP95),
                new("cpu_cost_ratio", Math.Round(cpu.ReplicaHours / same.ReplicaHours, 3)),
                new("videos", day.Count),
            ],
            keda.WaitP95 <= MaxWait && ratio <= MaxCostRatio)
        {
            Details = [string.Empty, "| replicas | p50 s | p95 s | longest s | replica hours | most |", "| --- | --- | --- | --- | --- | --- |", .. days.Select(Line)],
        };
    }

    private static DayResult Fixed(DaySimulation simulation, int replicas) =>
        simulation.Run(string.Create(CultureInfo.InvariantCulture, $"{replicas} fixed"), new FixedReplicas(replicas));

    // As a ScaledObject writes them.
    private static ScalerTrigger Trigger(string metric, string target, string activation) => ScalerTrigger.Read(
        new Dictionary<string, string> { ["metric"] = metric, ["target"] = target, ["activation"] = activation }).OrThrow();

    private static string Line(DayResult day) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {day.Name} | {day.WaitP50:F0} | {day.WaitP95:F0} | {day.WaitMax:F0} | {day.ReplicaHours:F0} | {day.Peak} |");
}
