using System.Diagnostics;
using Triad.Client;
using IOPath = System.IO.Path;
using Triad.Testing.Servers;

namespace Triad.Benchmarks.Silos;

/// <summary>The processes of a cluster.</summary>
internal sealed class SiloCluster : IAsyncDisposable
{
    /// <summary>Membership in the first process's memory.</summary>
    public const string Localhost = "Localhost";

    private readonly bool _hasPrimary;

    private SiloCluster(IReadOnlyList<SiloProcess> members, string data, bool hasPrimary) => (Members, Data, _hasPrimary) = (members, data, hasPrimary);

    public IReadOnlyList<SiloProcess> Members { get; }

    public string Data { get; }

    /// <summary>Those whose death the cluster should outlive: with membership in the memory of the first one, all others.</summary>
    public IReadOnlyList<SiloProcess> Mortal => [.. Members.Skip(_hasPrimary ? 1 : 0)];

    /// <summary>Starts them, the first one first, and waits until all are ready.</summary>
    /// <param name="layout">The roles of each, separated by slashes.</param>
    /// <param name="provider">Where the membership is, as Triad:Cluster:Provider names it; Localhost for the first one's memory.</param>
    /// <param name="connection">How that is reached; empty for the first one's memory.</param>
    /// <param name="settings">More settings, name=value.</param>
    /// <param name="data">The folder that they share.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<SiloCluster> StartAsync(
        string layout, string provider, string connection, IReadOnlyList<string> settings, string data, CancellationToken cancellationToken)
    {
        var hasPrimary = provider.Equals(Localhost, StringComparison.OrdinalIgnoreCase);
        var members = new List<SiloProcess>();
        var first = FreePort.Take();
        var name = $"bench-{Guid.NewGuid():n}"; // What an earlier run left in a database is another cluster.
        string[] membership =
        [
            $"Triad:Cluster:Provider={provider}",
            hasPrimary ? FormattableString.Invariant($"Triad:Cluster:PrimarySilo=127.0.0.1:{first}") : $"Triad:Cluster:ConnectionString={connection}",
        ];
        foreach (var roles in layout.Split('/', StringSplitOptions.TrimEntries))
        {
            var port = members.Count == 0 ? first : FreePort.Take();
            members.Add(new SiloProcess(roles, port, data, [.. membership, $"Triad:Cluster:ClusterId={name}", .. settings]));
        }

        var cluster = new SiloCluster(members, data, hasPrimary);
        try
        {
            // The others find nobody before the first one listens; and a gateway is ready only when it reaches a silo, so none is waited for alone.
            members[0].Launch();
            await members[0].WaitReachableAsync(cancellationToken);
            members.Skip(1).ToList().ForEach(member => member.Launch());
            await Task.WhenAll(members.Select(member => member.WaitReadyAsync(cancellationToken)));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>True where others have every role of the member.</summary>
    public bool CanSpare(SiloProcess member) =>
        new[] { "gateway", "silo", "embed" }.Where(member.Has).All(role => Members.Any(other => other != member && other.IsAlive && other.Has(role)));

    /// <summary>A client of a gateway that serves; null while there is none. One that is starting is passed over, as a load balancer does.</summary>
    public TriadClient? Connect(string? key, TimeSpan timeout, int attempts)
    {
        var gateway = Members.FirstOrDefault(member => member.IsGateway && member.IsServing);
        return gateway is null
            ? null
            : new TriadClient(new TriadClientOptions { Address = gateway.Address, ApiKey = key, Timeout = timeout, MaxAttempts = attempts });
    }

    public TriadClient ConnectOperator() => Connect(
        File.ReadAllText(IOPath.Combine(Data, "operator.key")).Trim(), TimeSpan.FromSeconds(60), 8) ?? throw new InvalidOperationException("No gateway lives.");

    /// <summary>Watches for the death of a member to be written down by another; gives the time since the call, null where it never was.</summary>
    public async Task<TimeSpan?> WatchDeathAsync(SiloProcess victim, TimeSpan patience, CancellationToken cancellationToken)
    {
        var noticed = new TaskCompletionSource<TimeSpan>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = Stopwatch.GetTimestamp();
        foreach (var member in Members.Where(member => member != victim))
        {
            member.OnDeath = line =>
            {
                if (line.Contains(FormattableString.Invariant($":{victim.SiloPort}:"), StringComparison.Ordinal))
                    noticed.TrySetResult(Stopwatch.GetElapsedTime(started));
            };
        }

        try
        {
            return await noticed.Task.WaitAsync(patience, cancellationToken);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var member in Members.Reverse())
            await member.DisposeAsync();
    }
}
