using System.Diagnostics;
using Qdrant.Client;
using Qdrant.Client.Grpc;
using Triad.Client;
using Triad.Doubles;
using Triad.Testing.Time;

namespace Triad.EndToEnd.Tests.Vectors;

/// <summary>What a platform with its vectors in Qdrant says when it starts.</summary>
public sealed class QdrantStartTests : IDisposable
{
    private const string ReadyLine = "triad is ready on ";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("triad-qdrant-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Start_WhileQdrantIsDown_SaysSoAndIsNotReadyUntilItComes()
    {
        await using var qdrant = await QdrantDouble.StartAsync();
        await qdrant.StopAsync();
        await using var server = ServerProcess.Over(_data.FullName);
        await server.RestartAsync(SettingsOf(qdrant.Address));
        using var @operator = server.Operator();

        Assert.False(await @operator.Health.IsServingAsync());
        Assert.False(await @operator.Health.IsServingAsync("vectors"));
        Assert.True(await @operator.Health.IsServingAsync("silo"));
        var said = $"  vectors   Qdrant at {qdrant.Address} does not answer";
        Assert.Contains(server.Said, line => line.StartsWith(said, StringComparison.Ordinal));
        await qdrant.StartAgainAsync();
        await ReadyAsync(@operator).WithinAsync("the server to be ready");
        Assert.True(await @operator.Health.IsServingAsync("vectors"));
    }

    [Fact]
    public async Task Start_WithACollectionOfAnotherShape_IsRefusedInOneLineWithTheRemedy()
    {
        await using var qdrant = await QdrantDouble.StartAsync();
        using var other = new QdrantClient(qdrant.Address);
        await other.CreateCollectionAsync("triad_shards", new VectorParams { Size = 4, Distance = Distance.Cosine });
        await using var server = ServerProcess.Over(_data.FullName);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => server.RestartAsync(SettingsOf(qdrant.Address)));

        Assert.Matches("^The server ended: triad: The collection 'triad_shards' is not as Triad makes it: [^\n]*$", refused.Message);
        const string remedy = "Set another Triad:Qdrant:CollectionPrefix, or delete the collection and ingest again.";
        Assert.EndsWith(remedy, refused.Message.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WithAKeyFileThatIsNotThere_IsRefusedWithTheSetting()
    {
        await using var server = ServerProcess.Over(_data.FullName);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(
            () => server.RestartAsync([.. SettingsOf(new Uri("http://127.0.0.1:6334")), "--set", "Triad:Qdrant:ApiKeyFile=/nowhere/key"]));

        Assert.Contains("Triad:Qdrant:ApiKeyFile is '/nowhere/key'. There is no such file.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Up_OfThreeSilosWithQdrant_FindsWhatWasPutIn_PageByPage()
    {
        await using var qdrant = await QdrantDouble.StartAsync();
        using var cluster = Process.Start(new ProcessStartInfo("dotnet",
        [
            Path.Combine(AppContext.BaseDirectory, "triad.dll"), "up", "--silos", "3",
            "--vectors", "qdrant", "--qdrant", $"{qdrant.Address}", "--data", _data.FullName, "--models", Checkout.Models,
            "--urls", "http://127.0.0.1:0", "--silo-port", $"{FreePort.Take()}",
        ]) { RedirectStandardOutput = true })!;
        try
        {
            var address = await GatewayOfAsync(cluster);
            using var @operator = Connect(address, (await File.ReadAllTextAsync(Path.Combine(_data.FullName, "operator.key"))).Trim());
            await @operator.Tenants.CreateAsync("acme");
            using var client = Connect(address, (await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search])).Key);
            var sample = Path.Combine(Checkout.Samples, "sample-00.mp4");
            var upload = new UploadOptions { VideoId = "clip", SegmentLength = TimeSpan.FromSeconds(2) };
            await client.Library.UploadAndWaitAsync(sample, upload);

            var options = new SearchOptions { GroupBy = ResultGrouping.Segment, Limit = 1 };
            var hits = await client.Search.AllAsync("a red triangle", options).ToListAsync();

            Assert.Equal([0, 1, 2, 3], hits.Select(hit => hit.SegmentIndex).Order());
            Assert.Equal(hits.Select(hit => hit.Score).OrderDescending(), hits.Select(hit => hit.Score));
        }
        finally
        {
            using var stop = Process.Start("kill", ["-TERM", $"{cluster.Id}"]);
            await cluster.WaitForExitAsync().WithinAsync("the cluster to end", Patience);
        }
    }

    private static string[] SettingsOf(Uri qdrant) =>
    [
        "--set", "Triad:Storage:Vectors=Qdrant", "--set", $"Triad:Qdrant:Endpoint={qdrant}",
        "--set", "Triad:Qdrant:BreakerPause=00:00:00.5",
    ];

    private static async Task ReadyAsync(TriadClient client)
    {
        while (!await client.Health.IsServingAsync())
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
    }

    /// <summary>Waits for all three processes; tells where the gateway is.</summary>
    private static async Task<Uri> GatewayOfAsync(Process cluster)
    {
        using var patience = new CancellationTokenSource(Patience);
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        while (addresses.Count < 3 && await cluster.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.Split(" | ", 2) is [var name, var said] && said.StartsWith(ReadyLine, StringComparison.Ordinal))
                addresses[name.Trim().Split(' ')[1]] = said[ReadyLine.Length..];
        }

        _ = cluster.StandardOutput.ReadToEndAsync(CancellationToken.None);
        return new Uri(addresses["gateway"]);
    }

    private static TriadClient Connect(Uri address, string key) => new(new TriadClientOptions { Address = address, ApiKey = key });
}
