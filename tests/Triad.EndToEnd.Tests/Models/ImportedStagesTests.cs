using Triad.Client;

namespace Triad.EndToEnd.Tests.Models;

/// <summary>PE-AV serves a tenant: whatever a video has, it is found by what can ask that, and by nothing that cannot.</summary>
public sealed class ImportedStagesTests : IDisposable
{
    private const string Package = "pe-av";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-imported-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Tenant_OfPeAv_FindsVideosByWhateverTheyHave()
    {
        var models = await ImportAsync();
        await using var server = ServerProcess.With(_folder.CreateSubdirectory("data").FullName, models, TimeSpan.FromSeconds(120));
        await server.RestartAsync();
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync("acme", new CreateTenantOptions { ModelPackage = Package });
        var key = await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search]);
        using var client = server.Connect(key.Key, null);
        var (silent, sound, still) = (await MakeAsync("silent.mp4", "-an", "-c:v", "copy"), await MakeAsync("sound.wav", "-vn"),
            await MakeAsync("still.png", "-an", "-frames:v", "1"));
        foreach (var (id, file) in ((string, string)[])[("both", SampleCuts.Sample), ("silent", silent), ("heard", sound)])
            Assert.Equal(VideoState.Ready, (await client.Library.UploadAndWaitAsync(file, new UploadOptions { VideoId = id })).State);

        var (wave, picture, clip) = (await File.ReadAllBytesAsync(sound), await File.ReadAllBytesAsync(still), await File.ReadAllBytesAsync(SampleCuts.Sample));
        Assert.Equal("both heard silent", await FindAsync(client, new SearchQuery().WithText("a red shape")));
        Assert.Equal("both silent", await FindAsync(client, new SearchQuery().WithAudio(wave)));
        Assert.Equal("both heard", await FindAsync(client, new SearchQuery().WithImage(picture)));
        Assert.Equal("both heard silent", await FindAsync(client, new SearchQuery().WithVideo(clip)));
        Assert.Equal("both heard silent", await FindAsync(client, new SearchQuery().WithText("a red shape").WithAudio(wave)));
        Assert.Equal("both heard silent", await FindAsync(client, new SearchQuery().WithText("a red shape").WithImage(picture)));
        Assert.Equal("both silent", await FindAsync(client, new SearchQuery().WithStoredVideo("heard")));
        Assert.Equal("both heard", await FindAsync(client, new SearchQuery().WithStoredVideo("silent")));

        var told = await client.Search.QueryAsync(new SearchQuery().WithText("a red shape"), new SearchOptions { Limit = 10, Explain = true });
        var members = told.Hits.First(hit => hit.VideoId == "both").Members.Select(member => member.Representation).Order();
        Assert.Equal(["audio", "audio_video", "video"], members);
    }

    [Fact]
    public async Task Tenant_OfPeAv_IsToldWhatCannotBeCompared()
    {
        var models = await ImportAsync();
        await using var server = ServerProcess.With(_folder.CreateSubdirectory("data").FullName, models, TimeSpan.FromSeconds(120));
        await server.RestartAsync();
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync("acme", new CreateTenantOptions { ModelPackage = Package });
        var key = await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search]);
        using var client = server.Connect(key.Key, null);
        await client.Library.UploadAndWaitAsync(await MakeAsync("sound.wav", "-vn"), new UploadOptions { VideoId = "heard" });
        var picture = await File.ReadAllBytesAsync(await MakeAsync("still.png", "-an", "-frames:v", "1"));

        foreach (var representation in (string[])["video", "audio_video"])
        {
            var refused = await Assert.ThrowsAsync<TriadException>(() => client.Search.QueryAsync(
                new SearchQuery().WithImage(picture), new SearchOptions { Representations = [representation] }));
            Assert.Equal("REPRESENTATION_UNAVAILABLE", refused.Reason);
        }
    }

    private static async Task<string> FindAsync(TriadClient client, SearchQuery query)
    {
        var found = await client.Search.QueryAsync(query, new SearchOptions { Limit = 20 });
        return string.Join(' ', found.Hits.Select(hit => hit.VideoId).Distinct().Order(StringComparer.Ordinal));
    }

    private async Task<string> ImportAsync()
    {
        var models = _folder.CreateSubdirectory("models").FullName;
        await HubModels.ImportReferenceAsync("pe_av", Path.Combine(models, Package));
        return models;
    }

    private Task<string> MakeAsync(string name, params string[] options) => SampleCuts.MakeAsync(_folder, name, options);
}
