using System.Diagnostics;
using Triad.Client;
using Triad.Testing.Servers;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Silos;

/// <summary>Kills the processes of a real cluster under load, one after another.</summary>
internal sealed class SilosBenchmark : IBenchmark
{
    private const int SearchesInARow = 5;

    // Beyond the detection a search that hung must end, and the activations that are lost are made anew.
    private const double RecoveryMarginSeconds = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private static readonly TimeSpan EndPatience = TimeSpan.FromMinutes(5);

    public string Name => "silos";

    public string Summary => "kills -9 of the processes of a cluster during ingests and searches: what is lost, and how soon searches recover";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new("kills", "6", "processes that are killed, one after another"),
        new("seed", "1", "draws victims, moments and clips"),
        new("blows", "kill", "what is done to them, drawn from: kill (-9), stop (-TERM), freeze (-STOP until they are given up), separated by commas"),
        new("layout", "gateway/silo,embed/silo,embed", "the roles of each process"),
        new("membership", SiloCluster.Localhost, "where the processes find one another: Redis, AzureTable, AdoNet, or Localhost: the first process, which is not killed"),
        new("connection", string.Empty, "how Redis, the storage account or the database is reached"),
        new("set", string.Empty, "settings for all processes, name=value, separated by semicolons"),
        new("data", string.Empty, "the folder that they share, kept; empty: a temporary one"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        var blows = arguments.Text("blows").Split(',', StringSplitOptions.TrimEntries).Select(ReadBlow).ToList();
        var data = arguments.Text("data") is { Length: > 0 } given ? given : Directory.CreateTempSubdirectory("triad-silos-").FullName;
        Directory.CreateDirectory(data);
        try
        {
            var settings = arguments.Text("set").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            await using var cluster = await SiloCluster.StartAsync(
                arguments.Text("layout"), arguments.Text("membership"), arguments.Text("connection"), settings, data, cancellationToken);
            return await RunAsync(cluster, arguments.Number("kills"), arguments.Number("seed", 0), blows, cancellationToken);
        }
        finally
        {
            if (arguments.Text("data").Length == 0)
                Directory.Delete(data, recursive: true);
        }
    }

    private static Blow ReadBlow(string word) => Enum.TryParse<Blow>(word, ignoreCase: true, out var blow) && Enum.IsDefined(blow)
        ? blow
        : throw new BenchmarkUsageException($"--blows '{word}' is none of kill, stop and freeze.");

    private static async Task<BenchmarkReport> RunAsync(
        SiloCluster cluster, int kills, int seed, List<Blow> blows, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        var key = await OnboardAsync(cluster, cancellationToken);
        var uploads = new UploadLoad(cluster, key, Checkout.Samples, seed, time);
        var searches = new SearchLoad(cluster, key, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var began = Stopwatch.GetTimestamp();
        var loads = new[] { uploads.RunAsync(stop.Token, cancellationToken), searches.RunAsync(stop.Token) };
        var records = new List<KillRecord>();
        var random = new Random(seed);
        for (var i = 0; i < kills; i++)
        {
            await Task.Delay(TimeSpan.FromSeconds(2 + (6 * random.NextDouble())), time, cancellationToken);
            var victim = cluster.Mortal[random.Next(cluster.Mortal.Count)];
            var record = await KillOneAsync(cluster, searches, victim, blows[random.Next(blows.Count)], cancellationToken);
            records.Add(record);
            Console.Error.WriteLine($"{i + 1}/{kills}: {record}");
        }

        await stop.CancelAsync();
        await Task.WhenAll(loads).WaitAsync(EndPatience, cancellationToken);
        using var client = cluster.Connect(key, TimeSpan.FromSeconds(60), 8)!;
        var end = await EndState.ReadAsync(client, uploads, cancellationToken);
        return Report(uploads, searches.Since(began), records, end, Stopwatch.GetElapsedTime(began));
    }

    private static async Task<KillRecord> KillOneAsync(
        SiloCluster cluster, SearchLoad searches, SiloProcess victim, Blow blow, CancellationToken cancellationToken)
    {
        var isSpared = cluster.CanSpare(victim);
        var killed = Stopwatch.GetTimestamp();
        var detection = blow == Blow.Stop ? Task.FromResult<TimeSpan?>(null) : cluster.WatchDeathAsync(victim, Patience, cancellationToken);
        await victim.StrikeAsync(blow, cancellationToken);
        var wentOn = false;
        if (!isSpared)
        {
            wentOn = blow == Blow.Freeze && await detection is not null && !await victim.ThawAsync(Patience, cancellationToken);
            await victim.StartAsync(cancellationToken);
        }

        var recovered = await searches.WaitForRecoveryAsync(killed, SearchesInARow, Patience, cancellationToken);
        var detected = await detection;
        var during = searches.Since(killed);
        if (isSpared)
        {
            wentOn = blow == Blow.Freeze && !await victim.ThawAsync(Patience, cancellationToken);
            await victim.StartAsync(cancellationToken);
        }

        return new KillRecord(
            victim.Roles,
            blow.ToString().ToLowerInvariant(),
            isSpared,
            Seconds(detected),
            recovered is { } moment ? Seconds(Stopwatch.GetElapsedTime(killed, moment)) : null,
            during.Count(record => record.Failure is not null),
            during.Count == 0 ? 0 : during.Max(record => Math.Round(Stopwatch.GetElapsedTime(record.Began, record.Ended).TotalSeconds, 2)),
            wentOn);
    }

    private static async Task<string> OnboardAsync(SiloCluster cluster, CancellationToken cancellationToken)
    {
        using var client = cluster.ConnectOperator();
        await client.Tenants.CreateAsync("acme", cancellationToken: cancellationToken);
        return (await client.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search], cancellationToken: cancellationToken)).Key;
    }

    private static BenchmarkReport Report(
        UploadLoad uploads, IReadOnlyList<SearchRecord> searches, List<KillRecord> kills, EndState end, TimeSpan time)
    {
        foreach (var (failure, count) in searches.Select(search => search.Failure).OfType<string>().CountBy(failure => failure))
            Console.Error.WriteLine($"{count} searches: {failure}");
        foreach (var problem in (string[])[.. end.Lost, .. end.Phantoms, .. end.Resurrected, .. end.Duplicates, .. end.Unequal, .. uploads.Failed])
            Console.Error.WriteLine(problem);
        // A frozen process may hold the lock of a file that all share: nobody recovers before it goes.
        var recovered = kills.Where(kill => kill.Blow != nameof(Blow.Freeze).ToLowerInvariant()).All(kill => kill.RecoverySeconds is { } recovery
            && (!kill.Spared || recovery <= (kill.DetectionSeconds ?? 0) + RecoveryMarginSeconds));
        return new BenchmarkReport(
        [
            new("kills", kills.Count),
            new("acked", uploads.Acknowledged.Count),
            new("deleted", uploads.Deleted.Count),
            new("lost", end.Lost.Count),
            new("phantoms", end.Phantoms.Count),
            new("duplicates", end.Duplicates.Count),
            new("resurrected", end.Resurrected.Count),
            new("failed", uploads.Failed.Count),
            new("state_equal", end.Unequal.Count == 0),
            new("went_on", kills.Count(kill => kill.WentOn)),
            new("searches", searches.Count),
            new("failed_searches", searches.Count(search => search.Failure is not null)),
            new("failed_twice", searches.Count(search => search.SecondFailure is not null)),
            new("detection_max_s", kills.Max(kill => kill.DetectionSeconds)),
            new("recovery_max_s", kills.Where(kill => kill.Spared).Max(kill => kill.RecoverySeconds)),
            new("restart_max_s", kills.Where(kill => !kill.Spared).Max(kill => kill.RecoverySeconds)),
            new("seconds", Seconds(time)),
            new("each", kills),
        ], end.IsRight && uploads.Failed.IsEmpty && recovered && !kills.Exists(kill => kill.WentOn));
    }

    private static double? Seconds(TimeSpan? time) => time is { } value ? Math.Round(value.TotalSeconds, 2) : null;
}
