using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Triad.Client;
using Triad.Inference.Hub;
using Triad.Testing.Servers;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Models;

/// <summary>
/// Searches by text through a server: an ensemble of pictures, sound and words, and each of its members alone with the same videos. They take turns; the
/// medians count.
/// </summary>
internal static class EnsembleSearches
{
    private const string Ensemble = "together";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>Measures; null where a member is not there.</summary>
    public static async Task<Figures?> MeasureAsync(IServiceProvider services, ModelPackages packages, string[] members, int searches, CancellationToken cancellationToken)
    {
        if (members.Except(packages.Ids).Any())
            return null;
        EnsembleChoice[] choices = [.. members.Select(id => new EnsembleChoice(id, IOPath.Combine(packages.Folder, id), 1))];
        var made = await services.GetRequiredService<IEnsembleMaker>().MakeAsync(
            new EnsembleRequest(choices, IOPath.Combine(packages.Folder, Ensemble)), cancellationToken);
        if (!made.IsOk)
            throw new BenchmarkUsageException(made.Error.Message);

        var data = Directory.CreateTempSubdirectory("triad-ensemble-");
        try
        {
            await using var server = ServerProcess.With(data.FullName, packages.Folder, Patience);
            await server.RestartAsync();
            var clients = new Dictionary<string, TriadClient>();
            foreach (var id in members.Append(Ensemble))
                clients[id] = await FillAsync(server, id, cancellationToken);
            var times = await AskAsync(clients, searches, cancellationToken);
            foreach (var client in clients.Values) client.Dispose();
            var slowest = times.Where(entry => entry.Key != Ensemble).MaxBy(entry => entry.Value);
            return new Figures(Math.Round(times[Ensemble], 2), Math.Round(slowest.Value, 2), slowest.Key, Math.Round(times[Ensemble] / slowest.Value, 3));
        }
        finally
        {
            data.Delete(recursive: true);
        }
    }

    private static async Task<TriadClient> FillAsync(ServerProcess server, string package, CancellationToken cancellationToken)
    {
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync(package, new CreateTenantOptions { ModelPackage = package }, cancellationToken);
        var key = await @operator.Tenants.CreateKeyAsync(package, [KeyScope.Ingest, KeyScope.Search], cancellationToken: cancellationToken);
        var client = new TriadClient(new TriadClientOptions { Address = server.Address, ApiKey = key.Key, Timeout = Patience });
        var clips = Directory.EnumerateFiles(Checkout.Samples, "*.mp4").Order(StringComparer.Ordinal).ToList();
        await Parallel.ForEachAsync(clips, new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = cancellationToken }, async (clip, cancelled) =>
        {
            var name = IOPath.GetFileNameWithoutExtension(clip);
            var cue = Encoding.UTF8.GetBytes($"1\n00:00:00,500 --> 00:00:03,000\n{name} shows a ball that bounces\n");
            await client.Library.UploadAndWaitAsync(clip, new UploadOptions { VideoId = name, Captions = new Captions(cue, CaptionFormat.Srt) }, cancellationToken: cancelled);
        });
        return client;
    }

    private static async Task<Dictionary<string, double>> AskAsync(Dictionary<string, TriadClient> clients, int searches, CancellationToken cancellationToken)
    {
        var times = clients.Keys.ToDictionary(id => id, _ => new List<double>());
        for (var turn = -5; turn < searches; turn++)
        {
            foreach (var (id, client) in clients)
            {
                var started = Stopwatch.GetTimestamp();
                await client.Search.QueryAsync(new SearchQuery().WithText($"a ball bounces over the meadow {turn}"), new SearchOptions { Limit = 10 }, cancellationToken);
                if (turn >= 0) times[id].Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            }
        }

        return times.ToDictionary(entry => entry.Key, entry => entry.Value.Order().ElementAt(entry.Value.Count / 2));
    }

    /// <summary>What was measured.</summary>
    /// <param name="EnsembleMs">A search of the ensemble.</param>
    /// <param name="SlowestMs">A search of the slowest member.</param>
    /// <param name="Slowest">Which that is.</param>
    /// <param name="OverSlowest">The first over the second.</param>
    internal sealed record Figures(double EnsembleMs, double SlowestMs, string Slowest, double OverSlowest);
}
