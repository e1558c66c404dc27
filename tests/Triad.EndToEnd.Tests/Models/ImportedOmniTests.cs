using Triad.Client;

namespace Triad.EndToEnd.Tests.Models;

/// <summary>EmbeddingGemma 2 serves a tenant: what was put in is found by itself, whatever it has, and any mix can ask.</summary>
public sealed class ImportedOmniTests : IDisposable
{
    private const string Package = "gemma";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-imported-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Tenant_OfEmbeddingGemma_FindsWhatWasPutInByItselfAndByMixes()
    {
        var models = await ImportAsync();
        await using var server = ServerProcess.With(_folder.CreateSubdirectory("data").FullName, models, TimeSpan.FromSeconds(120));
        await server.RestartAsync();
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync("acme", new CreateTenantOptions { ModelPackage = Package });
        var key = await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search]);
        using var client = server.Connect(key.Key, null);
        var clip = await MakeAsync("clip.mp4", "-t", "8", "-c", "copy");
        var silent = await MakeAsync("silent.mp4", "-t", "8", "-an", "-c:v", "copy");
        var sound = await MakeAsync("sound.wav", "-t", "6", "-vn");
        var still = await MakeAsync("still.png", "-ss", "4", "-an", "-frames:v", "1");
        foreach (var (id, file) in ((string, string)[])[("both", clip), ("seen", silent), ("heard", sound), ("still", still)])
        {
            var video = await client.Library.UploadAndWaitAsync(file, new UploadOptions { VideoId = id, Name = $"{id}.mp4" });
            Assert.Equal(VideoState.Ready, video.State);
        }

        // What is too short to be heard is told, and does no harm.
        var brief = await MakeAsync("brief.wav", "-t", "0.005", "-vn");
        var told = await client.Library.UploadAndWaitAsync(brief, new UploadOptions { VideoId = "brief" });
        Assert.Equal((VideoState.Ready, NoticeReason.NotEmbedded), (told.State, Assert.Single(told.Notices).Reason));

        // A picture, a sound and a clip are the very vectors that were stored: nothing stands before media alone.
        Assert.Equal(("still", true), await BestAsync(client, new SearchQuery().WithImage(await File.ReadAllBytesAsync(still))));
        Assert.Equal(("heard", true), await BestAsync(client, new SearchQuery().WithAudio(await File.ReadAllBytesAsync(sound))));
        Assert.Equal(("both", true), await BestAsync(client, new SearchQuery().WithVideo(await File.ReadAllBytesAsync(clip))));
        Assert.Equal(("seen", true), await BestAsync(client, new SearchQuery().WithVideo(await File.ReadAllBytesAsync(silent))));

        // Mixes and words ask all of them, and weights act.
        var picture = await File.ReadAllBytesAsync(still);
        var mix = new SearchQuery().WithText("a red shape").WithImage(picture);
        foreach (var composition in (Composition[])[Composition.Fused, Composition.Late])
        {
            var found = await client.Search.QueryAsync(
                mix.Composed(composition), new SearchOptions { Limit = 10, Explain = true });
            Assert.Equal(4, found.Hits.Select(hit => hit.VideoId).Distinct().Count());
            Assert.All(found.Hits, hit => Assert.Equal(hit.Score, hit.Contributions.Sum(share => share.Score), 1e-4));
            Assert.All(found.Hits, hit => Assert.Equal(composition == Composition.Fused ? 1 : 2, hit.Contributions.Count));
        }

        var heavy = await client.Search.QueryAsync(
            new SearchQuery().WithText("a red shape", 0.01f).WithImage(picture, 50), new SearchOptions { Limit = 1 });
        Assert.Equal("still", heavy.Hits[0].VideoId);
        Assert.True(heavy.Hits[0].Score > 0.99, $"{heavy.Hits[0].Score}");
    }

    private static async Task<(string VideoId, bool IsItself)> BestAsync(TriadClient client, SearchQuery query)
    {
        var found = await client.Search.QueryAsync(query, new SearchOptions { Limit = 1 });
        return (found.Hits[0].VideoId, found.Hits[0].Score > 0.999);
    }

    private async Task<string> ImportAsync()
    {
        var models = _folder.CreateSubdirectory("models").FullName;
        await HubModels.ImportReferenceAsync("embeddinggemma2", Path.Combine(models, Package));
        return models;
    }

    private Task<string> MakeAsync(string name, params string[] options) => SampleCuts.MakeAsync(_folder, name, options);
}
