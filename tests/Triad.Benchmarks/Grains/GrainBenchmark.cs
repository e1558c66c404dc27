using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Triad.Benchmarks.Hosts;
using Triad.Core.Identity;
using Triad.Gateway.Authentication;
using Triad.Gateway.Quotas;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;
using Triad.Testing.Silos;

namespace Triad.Benchmarks.Grains;

/// <summary>
/// Calls of a tenant's grain, each with its key checked, its tenant found and its quota counted as the gateway does, and every filter of the platform in
/// the way, against pings of a grain that does nothing on a bare silo of the same runtime.
/// </summary>
internal sealed class GrainBenchmark : IBenchmark
{
    private const double WantedRatio = 0.5;

    public string Name => "grain";

    public string Summary => "grain calls a second with key, tenant and quota, against bare grain pings";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("callers", "64", "calls at once"),
        new("tenants", "16", "tenants that they are spread over, and grains that are pinged"),
        new("rounds", "11", "rounds of each; the median counts"),
        new("milliseconds", "1000", "length of a round"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var (callers, tenants) = (arguments.Number("callers"), arguments.Number("tenants"));
        var time = TimeSpan.FromMilliseconds(arguments.Number("milliseconds"));
        await using var platform = await GatewayHost.StartAsync();
        using var bare = await StartBareAsync(cancellationToken);
        var keys = new List<string>();
        for (var i = 0; i < tenants; i++)
            keys.Add($"Bearer {await platform.OnboardAsync($"bench-{i}")}");
        var authenticator = platform.Services.GetRequiredService<KeyAuthenticator>();
        var quotas = platform.Services.GetRequiredService<QuotaDesk>();
        var pings = bare.Services.GetRequiredService<IGrainFactory>();

        var pairs = await Load.CompareAsync(
            arguments.Number("rounds"),
            () => Load.RunAsync(callers, time, caller => CallAsync(platform.Grains, authenticator, quotas, keys[caller % tenants], cancellationToken)),
            () => Load.RunAsync(callers, time, caller => pings.GetGrain<IPingGrain>(caller % tenants).PingAsync(cancellationToken)),
            cancellationToken);
        await bare.StopAsync(cancellationToken);
        var ratio = Load.Median(pairs.Select(pair => pair.Ours.PerSecond / pair.Reference.PerSecond));
        return new BenchmarkReport(
            [
                new("call_per_s", Math.Round(Load.Median(pairs.Select(pair => pair.Ours.PerSecond)))),
                new("ping_per_s", Math.Round(Load.Median(pairs.Select(pair => pair.Reference.PerSecond)))),
                new("ratio", Math.Round(ratio, 3)),
                new("runtime", typeof(Orleans.Hosting.ISiloBuilder).Assembly.GetName().Name + " " + RuntimeVersion()),
                new("callers", callers),
            ],
            ratio >= WantedRatio);
    }

    private static async Task CallAsync(
        IGrainFactory grains, KeyAuthenticator authenticator, QuotaDesk quotas, string authorization, CancellationToken cancellationToken)
    {
        var caller = await authenticator.AuthenticateAsync(authorization, cancellationToken);
        if (!caller.IsOk || caller.Value.TenantFor(string.Empty) is not { IsOk: true, Value: var tenant })
            throw new InvalidOperationException("The benchmark's key is refused.");
        if (await quotas.EnterQueryAsync(tenant) is { IsOk: false } refused)
            throw new InvalidOperationException(refused.Error.Message);
        await grains.Tenant(tenant).GetAsync(cancellationToken);
    }

    private static async Task<IHost> StartBareAsync(CancellationToken cancellationToken)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseOwnCluster());
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return host;
    }

    private static string RuntimeVersion() =>
        System.Reflection.CustomAttributeExtensions.GetCustomAttribute<System.Reflection.AssemblyInformationalVersionAttribute>(
            typeof(Orleans.Hosting.ISiloBuilder).Assembly)?.InformationalVersion ?? "unknown";
}
