using Microsoft.Extensions.DependencyInjection;
using Triad.Client;
using Triad.Inference.Hub;

namespace Triad.EndToEnd.Tests.Models;

/// <summary>An ensemble serves a tenant: each member keeps its vectors, their scores are one, and a silent video is found by its name.</summary>
public sealed class EnsembleTests : IDisposable
{
    private const string Package = "both";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-ensemble-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Tenant_OfAnEnsemble_FindsVideosByAllOfItsMembersAndIsToldWhoSaidWhat()
    {
        var models = await MakeAsync();
        await using var server = ServerProcess.With(_folder.CreateSubdirectory("data").FullName, models, TimeSpan.FromSeconds(120));
        await server.RestartAsync();
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync("acme", new CreateTenantOptions { ModelPackage = Package });
        var key = await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search]);
        using var client = server.Connect(key.Key, null);
        var (silent, sound) = (await CutAsync("silent.mp4", "-an", "-c:v", "copy"), await CutAsync("sound.wav", "-vn"));
        await UploadAsync(client, SampleCuts.Sample, "both", "20261130_081500.mp4");
        await UploadAsync(client, silent, "silent", "harbour_at_night.mp4");
        await UploadAsync(client, sound, "heard", "a storm.wav");

        var told = await client.Search.QueryAsync(new SearchQuery().WithText("harbour at night"), new SearchOptions { Limit = 10, Explain = true });
        Assert.Equal(["both", "heard", "silent"], told.Hits.Select(hit => hit.VideoId).Distinct().Order());
        Assert.Equal(("silent", "words.t"), (told.Hits[0].VideoId, told.Hits[0].Representation));
        Assert.Equal(1, told.Hits[0].Members.Single(member => member.Representation == "words.t").Score, 1e-3);
        Assert.Equal(["tri.a", "tri.v"], Members(told, "both"));
        Assert.Equal(["tri.t", "tri.v", "words.t"], Members(told, "silent"));
        Assert.Equal(["tri.a", "tri.t", "words.t"], Members(told, "heard"));
        Assert.All(told.Hits, hit => Assert.Equal(hit.Score, hit.Members.Sum(member => member.Share), 1e-3));

        var alone = await client.Search.QueryAsync(
            new SearchQuery().WithText("harbour at night"), new SearchOptions { Limit = 10, Explain = true, Representations = ["words.t"] });
        Assert.Equal(("silent", 1.0), (alone.Hits[0].VideoId, Math.Round(alone.Hits[0].Score, 3)));
        Assert.Empty(alone.Hits[0].Members);

        var heard = await client.Search.QueryAsync(
            new SearchQuery().WithAudio(await File.ReadAllBytesAsync(sound)), new SearchOptions { Limit = 10, Explain = true });
        Assert.Equal(["tri.a", "tri.t"], Members(heard, "heard"));
        Assert.Equal(1, heard.Hits.First(hit => hit.VideoId == "heard").Members.Single(member => member.Representation == "tri.a").Score, 1e-2);
        var stored = await client.Search.QueryAsync(
            new SearchQuery().WithStoredVideo("silent", 0), new SearchOptions { Limit = 10, GroupBy = ResultGrouping.Segment });
        Assert.Equal(("silent", 0), (stored.Hits[0].VideoId, stored.Hits[0].SegmentIndex));

        var all = new List<SearchHit>();
        var options = new SearchOptions { Limit = 1, GroupBy = ResultGrouping.Segment };
        await foreach (var hit in client.Search.AllAsync(new SearchQuery().WithText("harbour at night"), options))
            all.Add(hit);
        var whole = await client.Search.QueryAsync(new SearchQuery().WithText("harbour at night"), options with { Limit = 100 });
        Assert.Equal(whole.Hits.Select(hit => (hit.VideoId, hit.SegmentIndex, hit.Score)), all.Select(hit => (hit.VideoId, hit.SegmentIndex, hit.Score)));
    }

    private static async Task UploadAsync(TriadClient client, string file, string id, string name)
    {
        var video = await client.Library.UploadAndWaitAsync(file, new UploadOptions { VideoId = id, Name = name });
        Assert.Equal(VideoState.Ready, video.State);
    }

    private static IEnumerable<string> Members(SearchPage page, string video) =>
        page.Hits.First(hit => hit.VideoId == video).Members.Select(member => member.Representation).Order(StringComparer.Ordinal);

    private async Task<string> MakeAsync()
    {
        var models = _folder.CreateSubdirectory("models").FullName;
        var encoder = Path.Combine(_folder.FullName, "encoder");
        await HubModels.ImportAsync(Path.Combine(Checkout.Root, "tests", "Data", "hub", "minilm"), encoder);

        // The encoder has random weights: only equal texts mean something to it, so that these must count most.
        await using var services = HubModels.Services();
        var made = await services.GetRequiredService<IEnsembleMaker>().MakeAsync(
            new EnsembleRequest(
                [new EnsembleChoice("tri", Path.Combine(Checkout.Models, "triad-mini"), 1), new EnsembleChoice("words", encoder, 20)],
                Path.Combine(models, Package)),
            CancellationToken.None);
        Assert.True(made.IsOk, $"{made.Error}");
        return models;
    }

    private Task<string> CutAsync(string name, params string[] options) => SampleCuts.MakeAsync(_folder, name, options);
}
