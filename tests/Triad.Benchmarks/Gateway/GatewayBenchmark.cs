using Grpc.Core;
using Grpc.Net.Client;
using Triad.Benchmarks.Hosts;

namespace Triad.Benchmarks.Gateway;

/// <summary>
/// Calls a second that do nothing, through the gateway with key, scope, measurement and error mapping, against the same call on bare Kestrel and gRPC.
/// Clients and servers share this process and its cores; both sides pay for that alike.
/// </summary>
internal sealed class GatewayBenchmark : IBenchmark
{
    private const double WantedRatio = 0.70;
    private const double AllowedP99Ratio = 1.5;

    public string Name => "gateway";

    public string Summary => "calls a second that do nothing through the gateway, against bare Kestrel gRPC";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("callers", "32", "calls at once"),
        new("rounds", "11", "rounds of each; the median counts"),
        new("milliseconds", "1000", "length of a round"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (callers, time) = (arguments.Number("callers"), TimeSpan.FromMilliseconds(arguments.Number("milliseconds")));
        await using var gateway = await GatewayHost.StartAsync();
        await using var echo = await EchoHost.StartAsync();
        var headers = new Metadata { { "authorization", $"Bearer {await gateway.OnboardAsync("bench")}" } };
        using var ours = GrpcChannel.ForAddress(gateway.Address);
        using var reference = GrpcChannel.ForAddress(echo.Address);

        // The reference is sent the same headers: what it does not read is not its cost to save.
        var pairs = await Load.CompareAsync(
            arguments.Number("rounds"), () => CallAsync(ours), () => CallAsync(reference), cancellationToken);
        var ratio = Load.Median(pairs.Select(pair => pair.Ours.PerSecond / pair.Reference.PerSecond));
        var p99 = Load.Median(pairs.Select(pair => pair.Ours.P99 / pair.Reference.P99));
        return new BenchmarkReport(
            [
                new("noop_per_s", Math.Round(Load.Median(pairs.Select(pair => pair.Ours.PerSecond)))),
                new("echo_per_s", Math.Round(Load.Median(pairs.Select(pair => pair.Reference.PerSecond)))),
                new("ratio", Math.Round(ratio, 3)),
                new("p99_ratio", Math.Round(p99, 3)),
                new("noop_p99_ms", Math.Round(Load.Median(pairs.Select(pair => pair.Ours.P99)), 2)),
                new("echo_p99_ms", Math.Round(Load.Median(pairs.Select(pair => pair.Reference.P99)), 2)),
                new("callers", callers),
            ],
            ratio >= WantedRatio && p99 <= AllowedP99Ratio);

        Task<LoadRound> CallAsync(GrpcChannel channel)
        {
            var client = new Noop.NoopClient(channel);
            var message = new NoopMessage { Text = "a red ball rolls to the left" };
            return Load.RunAsync(callers, time, async _ => await client.CallAsync(message, headers, cancellationToken: cancellationToken));
        }
    }
}
