using Triad.Client;

namespace Triad.EndToEnd.Tests.Models;

/// <summary>
/// A model that a user brings serves a tenant: imported from the hub's layout, ingested with, asked by words, pictures and clips.
/// </summary>
public sealed class ImportedTowersTests : IDisposable
{
    private const string Package = "clip";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-imported-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Tenant_OfAnImportedClip_FindsAStoredFrameByItself()
    {
        var models = await ImportAsync();
        await using var server = ServerProcess.With(_folder.CreateSubdirectory("data").FullName, models, TimeSpan.FromSeconds(120));
        await server.RestartAsync();
        using var @operator = server.Operator();
        var tenant = await @operator.Tenants.CreateAsync("acme", new CreateTenantOptions { ModelPackage = Package });
        Assert.Equal(Package, tenant.ModelPackage);
        var key = await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search]);
        using var client = server.Connect(key.Key, null);

        string[] stills = ["one", "two", "three"];
        foreach (var (name, at) in stills.Zip([1, 4, 7]))
            await client.Library.UploadAndWaitAsync(await StillAsync(name, at), new UploadOptions { VideoId = name });
        var sample = await client.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, "sample-00.mp4"),
            new UploadOptions { VideoId = "sample" });
        Assert.Equal(VideoState.Ready, sample.State);

        foreach (var name in stills)
        {
            var hits = await client.Search.QueryAsync(
                new SearchQuery().WithImage(await File.ReadAllBytesAsync(Path.Combine(_folder.FullName, name + ".png"))),
                    new SearchOptions { Limit = 10 });
            Assert.Equal(name, hits.Hits[0].VideoId);
            Assert.True(hits.Hits[0].Score > 0.999, $"{name} has {hits.Hits[0].Score} with itself.");
        }

        var clip = await File.ReadAllBytesAsync(Path.Combine(Checkout.Samples, "sample-00.mp4"));
        Assert.Equal("sample", (await client.Search.QueryAsync(new SearchQuery().WithVideo(clip),
            new SearchOptions { Limit = 4 })).Hits[0].VideoId);
        Assert.Equal(4, (await client.Search.QueryAsync("a red shape", new SearchOptions { Limit = 4 })).Hits.Select(hit =>
            hit.VideoId).Distinct().Count());
    }

    [Fact]
    public async Task Tenant_OfAnImportedClap_FindsAStoredSoundByItself()
    {
        var models = await ImportAsync("clap");
        await using var server = ServerProcess.With(_folder.CreateSubdirectory("data").FullName, models, TimeSpan.FromSeconds(120));
        await server.RestartAsync();
        using var @operator = server.Operator();
        await @operator.Tenants.CreateAsync("acme", new CreateTenantOptions { ModelPackage = "clap" });
        var key = await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search]);
        using var client = server.Connect(key.Key, null);
        string[] sounds = ["s01_48k_3s", "s05_48k_7s", "s07_16k_4s"];

        foreach (var name in sounds)
        {
            var stored = await client.Library.UploadAndWaitAsync(SoundOf(name), new UploadOptions { VideoId = name.Replace('_', '-') });
            Assert.Equal(VideoState.Ready, stored.State);
        }

        foreach (var name in sounds)
        {
            var hits = await client.Search.QueryAsync(
                new SearchQuery().WithAudio(await File.ReadAllBytesAsync(SoundOf(name))), new SearchOptions { Limit = 3 });
            Assert.Equal(name.Replace('_', '-'), hits.Hits[0].VideoId);
            Assert.True(hits.Hits[0].Score > 0.9999, $"{name} has {hits.Hits[0].Score} with itself.");
        }

        Assert.Equal(3, (await client.Search.QueryAsync("rain on a roof", new SearchOptions { Limit = 3 })).Hits.Count);

        static string SoundOf(string name) =>
            Path.Combine(Checkout.Root, "..", "shared", "golden", "hf", "inputs", "sounds", name + ".wav");
    }

    private async Task<string> ImportAsync(string family = Package)
    {
        var models = _folder.CreateSubdirectory("models").FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Models, "triad-mini"), "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(models, Path.GetRelativePath(Checkout.Models, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        await HubModels.ImportReferenceAsync(family, Path.Combine(models, family));
        return models;
    }

    private Task<string> StillAsync(string name, int at) =>
        SampleCuts.MakeAsync(_folder, name + ".png", "-ss", $"{at}", "-an", "-frames:v", "1");
}
