using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Qdrant.Client;
using Triad.Benchmarks.Search;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Vectors.Qdrant;
using Q = Qdrant.Client.Grpc;

namespace Triad.Benchmarks.Qdrant;

/// <summary>
/// Writes and searches of the index on a Qdrant server, against the same searches made by the bare client, and its recall against an exact search of the
/// same points by the embedded index.
/// </summary>
internal sealed class QdrantBenchmark : IBenchmark
{
    private const string Server = "qdrant";
    private const int Limit = 10;
    private const int WarmUps = 20;
    private const double WantedRecall = 0.99;

    public string Name => "qdrant";

    public string Summary => "writes and searches on a Qdrant server, their recall, and what we add to the bare client";

    public IReadOnlyList<BenchmarkOption> Options { get; } =
    [
        new(Server, "", "the address of the server, such as http://127.0.0.1:6334; its collections are left as they are"),
        new("tenants", "4", "tenants, who share a shard"),
        new("rows", "5000", "points of a tenant"),
        new("dimension", "256", "floats a point"),
        new("searches", "500", "searches of each kind"),
        new("callers", "8", "searches at once, for the rate"),
    ];

    public async Task<BenchmarkReport> RunAsync(BenchmarkArguments arguments, CancellationToken cancellationToken)
    {
        if (!Uri.TryCreate(arguments.Text(Server), UriKind.Absolute, out var address))
            throw new BenchmarkUsageException("This benchmark needs a server: --qdrant http://HOST:6334.");
        var (tenants, rows, dimension) = (arguments.Number("tenants"), arguments.Number("rows"), arguments.Number("dimension"));
        var prefix = $"bench-{Guid.NewGuid():N}-";
        await using var services = Compose(address, prefix);
        using var client = new QdrantClient(address);
        try
        {
            using var exact = new FilledIndex(_ => { });
            var (writer, reader) = (services.GetRequiredService<IVectorWriter>(), services.GetRequiredService<IVectorReader>());
            var written = TimeSpan.Zero;
            for (var tenant = 0; tenant < tenants; tenant++)
            {
                var shard = FilledIndex.Shard($"tenant-{tenant}");
                await exact.FillAsync(shard, rows, dimension, new MadeVectors(tenant, dimension), cancellationToken);
                var started = Stopwatch.GetTimestamp();
                await FilledIndex.FillAsync(writer, shard, rows, dimension, new MadeVectors(tenant, dimension), cancellationToken);
                written += Stopwatch.GetElapsedTime(started);
            }

            var searches = Searches(arguments.Number("searches"), tenants, dimension);
            var collection = (await client.ListCollectionsAsync(cancellationToken)).Single(name => IsOfASpace(name, prefix));
            var bare = new BareSearch(client, collection, Limit);
            List<double> ours = [], theirs = [], filtered = [];
            var (found, wanted) = (0, 0);
            foreach (var (index, query) in searches.Index())
            {
                var own = await MillisecondsAsync(() => FindAsync(reader, query, cancellationToken));
                var raw = await MillisecondsAsync(() => bare.RunAsync(query, cancellationToken));
                var narrow = await MillisecondsAsync(() => FindAsync(reader, query with { Filter = OnePart(index) }, cancellationToken));
                if (index < WarmUps)
                    continue;
                ours.Add(own.Milliseconds);
                theirs.Add(raw.Milliseconds);
                filtered.Add(narrow.Milliseconds);
                var best = (await exact.SearchAsync(query, cancellationToken)).Select(hit => hit.Id).ToHashSet();
                wanted += best.Count;
                found += own.Value.Count(hit => best.Contains(hit.Id));
            }

            var rate = await RateAsync(reader, searches, arguments.Number("callers"), cancellationToken);
            var recall = (double)found / wanted;
            return new BenchmarkReport(
                [
                    new("points_per_s", Math.Round(tenants * (double)rows / written.TotalSeconds)),
                    new("search_p50_ms", Math.Round(At(ours, 0.5), 3)),
                    new("search_p99_ms", Math.Round(At(ours, 0.99), 3)),
                    new("bare_p50_ms", Math.Round(At(theirs, 0.5), 3)),
                    new("over_bare", Math.Round(At(ours, 0.5) / At(theirs, 0.5), 3)),
                    new("filtered_p50_ms", Math.Round(At(filtered, 0.5), 3)),
                    new("searches_per_s", Math.Round(rate)),
                    new("recall_at_10", Math.Round(recall, 4)),
                    new("points", tenants * rows),
                ],
                recall >= WantedRecall);
        }
        finally
        {
            foreach (var name in await client.ListCollectionsAsync(CancellationToken.None))
                if (name.StartsWith(prefix, StringComparison.Ordinal))
                    await client.DeleteCollectionAsync(name, cancellationToken: CancellationToken.None);
        }
    }

    private static ServiceProvider Compose(Uri address, string prefix) => new ServiceCollection()
        .AddLogging()
        .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
        .AddTriadQdrantVectors(options => (options.Endpoint, options.CollectionPrefix) = (address, prefix))
        .BuildServiceProvider();

    private static bool IsOfASpace(string collection, string prefix) =>
        collection.StartsWith(prefix, StringComparison.Ordinal) && collection[prefix.Length..].Contains('_', StringComparison.Ordinal);

    private static List<VectorQuery> Searches(int count, int tenants, int dimension)
    {
        var vectors = new MadeVectors(0, dimension);
        return
        [
            .. Enumerable.Range(0, count + WarmUps)
                .Select(number => FilledIndex.Query(FilledIndex.Shard($"tenant-{number % tenants}"), vectors.Query(), Limit)),
        ];
    }

    private static Filter OnePart(int number) =>
        Filter.Everything with { Must = [new MetadataMatch(FilledIndex.Part, [MetadataValue.Of(number % FilledIndex.Parts)])] };

    private static async Task<IReadOnlyList<VectorHit>> FindAsync(IVectorReader reader, VectorQuery query, CancellationToken cancellationToken) =>
        (await reader.SearchAsync(query, cancellationToken)).Value.Legs[0];

    private static async Task<(double Milliseconds, T Value)> MillisecondsAsync<T>(Func<Task<T>> search)
    {
        var started = Stopwatch.GetTimestamp();
        var value = await search();
        return (Stopwatch.GetElapsedTime(started).TotalMilliseconds, value);
    }

    private static async Task<double> RateAsync(
        IVectorReader reader, IReadOnlyList<VectorQuery> searches, int callers, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await Parallel.ForEachAsync(
            searches,
            new ParallelOptions { MaxDegreeOfParallelism = callers, CancellationToken = cancellationToken },
            async (query, token) => await FindAsync(reader, query, token));
        return searches.Count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static double At(List<double> times, double share) => times.Order().ElementAt((int)(times.Count * share));

    /// <summary>The least that a search of one tenant costs: one call of the client, with the tenant's filter, and ids and scores for an answer.</summary>
    private sealed class BareSearch(QdrantClient client, string collection, int limit)
    {
        private static readonly Q.WithPayloadSelector NoPayload = new() { Enable = false };

        public Task<IReadOnlyList<Q.ScoredPoint>> RunAsync(VectorQuery query, CancellationToken cancellationToken) => client.QueryAsync(
            collection,
            new Q.Query { Nearest = new Q.VectorInput { Dense = new Q.DenseVector { Data = { query.Legs[0].Vector.ToArray() } } } },
            usingVector: query.Legs[0].Representation.Value,
            filter: new Q.Filter { Must = { Of(query.Shard.Tenant) } },
            limit: (ulong)limit,
            payloadSelector: NoPayload,
            cancellationToken: cancellationToken);

        private static Q.Condition Of(TenantId tenant) =>
            new() { Field = new Q.FieldCondition { Key = "tenant", Match = new Q.Match { Keyword = tenant.Value } } };
    }
}
