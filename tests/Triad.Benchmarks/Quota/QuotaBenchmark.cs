using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Triad.Benchmarks.Hosts;
using Triad.Benchmarks.Silos;
using Triad.Client;
using Triad.Core.Identity;
using Triad.Gateway.Quotas;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Tenants;
using TenantQuota = Triad.Grains.Abstractions.Tenants.TenantQuota;
using TenantQuotas = Triad.Grains.Abstractions.Tenants.TenantQuotas;

namespace Triad.Benchmarks.Quota;

/// <summary>Floods three gateways with one tenant's searches, and holds what they let through against its quota; then times admission by itself.</summary>
internal sealed class QuotaBenchmark : IBenchmark
{
    private const string Tenant = "flood";
    private const double MostOvershoot = 0.05;
    private const double MostAdmissionMilliseconds = 0.1;

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    // Who is refused asks again at once, and yet leaves the machine time to answer.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    public string Name => "quota";

    public string Summary => "how far three gateways together overshoot a tenant's queries a second under a flood, and what admission costs";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("quota", "40", "queries a second that the tenant may ask"),
        new("seconds", "15", "length of the flood, its begin included"),
        new("callers", "4", "calls at once at each gateway"),
        new("admissions", "200000", "admissions that are timed by themselves"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var quota = arguments.Number("quota");
        var flood = await FloodAsync(quota, TimeSpan.FromSeconds(arguments.Number("seconds")), arguments.Number("callers"), cancellationToken);
        var (admission, leases) = await TimeAdmissionAsync(arguments.Number("admissions"));
        var overshoot = (flood.Admitted / (quota * flood.Seconds)) - 1;
        return new BenchmarkReport(
            [
                new("overshoot", Math.Round(overshoot, 4)),
                new("admission_p50_ms", Math.Round(admission, 5)),
                new("admitted_per_s", Math.Round(flood.Admitted / flood.Seconds, 2)),
                new("refused_per_s", Math.Round(flood.Refused / flood.Seconds, 2)),
                new("worst_second", Math.Round(flood.WorstSecond / (double)quota, 3)),
                new("lease_calls_per_s", Math.Round(leases, 2)),
                new("quota", quota),
                new("gateways", 3),
            ],
            overshoot <= MostOvershoot && admission <= MostAdmissionMilliseconds);
    }

    private static async Task<FloodResult> FloodAsync(int quota, TimeSpan length, int callers, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("triad-quota-").FullName;
        try
        {
            await using var cluster = await SiloCluster.StartAsync("gateway,silo,embed/gateway/gateway", SiloCluster.Localhost, "", [], data, cancellationToken);
            using var admin = cluster.ConnectOperator();
            await admin.Tenants.CreateAsync(Tenant, new CreateTenantOptions(), cancellationToken);
            var key = await admin.Tenants.CreateKeyAsync(Tenant, [KeyScope.Search], cancellationToken: cancellationToken);
            var clients = cluster.Members
                .Select(member => new TriadClient(new TriadClientOptions { Address = member.Address, ApiKey = key.Key, Timeout = Timeout, MaxAttempts = 1 }))
                .ToList();

            // Connections and models are warm before the tenant has a quota; its leases of before are over then.
            await Task.WhenAll(clients.Select(client => AskAsync(client, cancellationToken)));
            await admin.Tenants.UpdateAsync(Tenant, new UpdateTenantOptions { Quotas = new Triad.Client.TenantQuotas { QueriesPerSecond = quota } }, cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System, cancellationToken);

            var began = Stopwatch.GetTimestamp();
            var answers = await Task.WhenAll(clients.SelectMany(client => Enumerable.Repeat(client, callers)).Select(client => Task.Run(
                async () =>
                {
                    var admitted = new List<double>();
                    var refused = 0;
                    while (Stopwatch.GetElapsedTime(began) < length)
                    {
                        var at = Stopwatch.GetElapsedTime(began).TotalSeconds;
                        if (await AskAsync(client, cancellationToken))
                            admitted.Add(at);
                        else
                            refused++;
                        if (admitted.Count == 0 || refused > 0)
                            await Task.Delay(Pause, TimeProvider.System, cancellationToken);
                    }

                    return (Admitted: admitted, Refused: refused);
                },
                cancellationToken)));
            var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
            clients.ForEach(client => client.Dispose());
            var all = answers.SelectMany(answer => answer.Admitted).ToList();
            return new FloodResult(all.Count, answers.Sum(answer => answer.Refused), seconds, all.GroupBy(at => (int)at).Max(second => second.Count()));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<bool> AskAsync(TriadClient client, CancellationToken cancellationToken)
    {
        try
        {
            await client.Search.EmbedAsync("a red ring", cancellationToken);
            return true;
        }
        catch (TriadException refused) when (refused.Reason == "QUOTA_EXCEEDED")
        {
            return false;
        }
    }

    /// <summary>The middle of what one admission costs under a flood, refusals included, and how often the tenant's grain was asked.</summary>
    private static async Task<(double Milliseconds, double LeasesPerSecond)> TimeAdmissionAsync(int count)
    {
        var leases = new LeaseCounter();
        await using var host = await GatewayHost.StartAsync(services => services.AddSingleton<IIncomingGrainCallFilter>(leases));
        await host.OnboardAsync("timed");
        var tenant = TenantId.From("timed");
        await host.Grains.Tenant(tenant).UpdateAsync(
            new UpdateTenant(null, null, new QuotaChange([TenantQuota.QueriesPerSecond], TenantQuotas.None with { QueriesPerSecond = 1000 })), default);
        var desk = host.Services.GetRequiredService<QuotaDesk>();
        await desk.EnterQueryAsync(tenant);
        var began = Stopwatch.GetTimestamp();
        var times = new double[count];
        for (var i = 0; i < count; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await desk.EnterQueryAsync(tenant);
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        return (Load.Median(times), leases.Count / Math.Max(1, Stopwatch.GetElapsedTime(began).TotalSeconds));
    }

    private sealed record FloodResult(int Admitted, int Refused, double Seconds, int WorstSecond);

    private sealed class LeaseCounter : IIncomingGrainCallFilter
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Task Invoke(IIncomingGrainCallContext context)
        {
            if (context.MethodName == nameof(ITenantGrain.LeaseQuotaAsync))
                Interlocked.Increment(ref _count);
            return context.Invoke();
        }
    }
}
