using System.Diagnostics;
using Triad.Benchmarks.Silos;
using Triad.Client;

namespace Triad.Benchmarks.Revoke;

/// <summary>
/// How long what an operator takes away is accepted yet, over three gateways that all have it in use: keys that are revoked, tokens made from them, old
/// secrets after a rotation without an overlap, tenants that are suspended, and grants that are revoked.
/// </summary>
internal sealed class RevokeBenchmark : IBenchmark
{
    private const string Layout = "all/gateway/gateway";
    private const double MaxSeconds = 5;

    // The caches of gateways live for seconds: what is taken away is so at any moment of their time.
    private const double SpreadSeconds = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public string Name => "revoke";

    public string Summary => "how long keys, tokens, old secrets, suspended tenants and grants are accepted yet, over three gateways";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("rounds", "5", "how often each kind is taken away"),
        new("seed", "1", "draws the moments"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var data = Directory.CreateTempSubdirectory("triad-revoke-").FullName;
        try
        {
            await using var cluster = await SiloCluster.StartAsync(Layout, SiloCluster.Localhost, string.Empty, [], data, cancellationToken);
            return await RunAsync(cluster, arguments.Number("rounds"), new Random(arguments.Number("seed", 0)), cancellationToken);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static async Task<BenchmarkReport> RunAsync(SiloCluster cluster, int rounds, Random random, CancellationToken cancellationToken)
    {
        using var @operator = cluster.ConnectOperator();
        var longest = TakenAway.All.Select(kind => kind.Name).Append(TakenAway.GrantName).ToDictionary(name => name, _ => 0.0);
        for (var round = 0; round < rounds; round++)
        {
            var grantor = FormattableString.Invariant($"grantor-{round}");
            await @operator.Tenants.CreateAsync(grantor, cancellationToken: cancellationToken);
            using var grantors = new TriadClient(new TriadClientOptions
            {
                Address = cluster.Members[0].Address,
                ApiKey = File.ReadAllText(System.IO.Path.Combine(cluster.Data, "operator.key")).Trim(),
                Tenant = grantor,
            });
            foreach (var name in longest.Keys.ToList())
            {
                var tenant = FormattableString.Invariant($"{name.Split('_')[0]}-{round}");
                await @operator.Tenants.CreateAsync(tenant, cancellationToken: cancellationToken);
                var kind = name == TakenAway.GrantName
                    ? TakenAway.Grant(grantors, await GrantAsync(grantors, tenant, cancellationToken))
                    : TakenAway.All.First(each => each.Name == name);
                var key = await @operator.Tenants.CreateKeyAsync(tenant, [KeyScope.Search], cancellationToken: cancellationToken);
                var wait = TimeSpan.FromSeconds(SpreadSeconds * random.NextDouble());
                var seconds = await MeasureAsync(cluster, kind, @operator, tenant, key, wait, cancellationToken);
                longest[kind.Name] = Math.Max(longest[kind.Name], seconds);
                Console.Error.WriteLine(FormattableString.Invariant($"{round + 1}/{rounds} {kind.Name}: {seconds:0.00} s"));
            }
        }

        var most = longest.Values.Max();
        return new BenchmarkReport(
            [
                new("seconds", Math.Round(most, 2)),
                .. longest.Select(pair => new KeyValuePair<string, object?>(pair.Key, Math.Round(pair.Value, 2))),
                new("gateways", cluster.Members.Count),
                new("rounds", rounds),
            ],
            most <= MaxSeconds);
    }

    private static async Task<string> GrantAsync(TriadClient grantors, string grantee, CancellationToken cancellationToken)
    {
        var options = new CreateGrantOptions
        {
            GranteeTenantId = grantee,
            Filter = new SearchFilter(),
            ExpireTime = TimeProvider.System.GetUtcNow().AddDays(1),
        };
        return (await grantors.Grants.CreateAsync(options, cancellationToken)).Id;
    }

    private static async Task<double> MeasureAsync(
        SiloCluster cluster, TakenAway kind, TriadClient @operator, string tenant, CreatedApiKey key, TimeSpan wait, CancellationToken cancellationToken)
    {
        var presented = kind.Presented(key);
        var watches = cluster.Members.Select(member => new AcceptanceWatch(member.Address, presented, kind.Reason, kind.Call)).ToList();
        try
        {
            await Task.WhenAll(watches.Select(watch => watch.WaitAcceptedAsync(cancellationToken)));
            var ends = watches.Select(watch => watch.LastAcceptedAsync(cancellationToken)).ToList();
            await Task.Delay(wait, TimeProvider.System, cancellationToken);

            // From the moment that the operator asks: an answer that comes late is the platform's delay too.
            var began = Stopwatch.GetTimestamp();
            await kind.TakeAsync(@operator, tenant, key, cancellationToken);
            var last = await Task.WhenAll(ends).WaitAsync(Patience, cancellationToken);
            return last.Max(moment => Math.Max(0, Stopwatch.GetElapsedTime(began, moment).TotalSeconds));
        }
        finally
        {
            watches.ForEach(watch => watch.Dispose());
        }
    }
}
