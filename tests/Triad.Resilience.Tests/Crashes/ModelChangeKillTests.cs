using Triad.Client;

namespace Triad.Resilience.Tests.Crashes;

/// <summary>A change of models under kill -9: it goes on, searches are whole before and after, and nothing is embedded in vain.</summary>
public sealed class ModelChangeKillTests : IDisposable
{
    private const string Tenant = "acme";
    private const string New = "triad-two";

    private readonly string _root = Directory.CreateTempSubdirectory("triad-change-").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public async Task Kill_WhileTheLibraryIsEmbeddedAnewAndAfterTheCutOver_GoesOn()
    {
        await using var server = ServerProcess.With(Path.Combine(_root, "data"), MakeModels(), TimeSpan.FromSeconds(120));
        await server.RestartAsync();
        string videos;
        string key;
        using (var client = await server.OnboardAsync(Tenant))
        using (var @operator = server.Operator())
        {
            videos = await UploadAsync(client);
            key = (await @operator.Tenants.CreateKeyAsync(Tenant, [KeyScope.Ingest, KeyScope.Search])).Key;
            await @operator.Tenants.ModelChanges.BeginAsync(Tenant, New);
            await UntilAsync(@operator, change => change.VideosDone > 0);
        }

        await server.KillAsync();
        await server.RestartAsync();
        using (var client = server.Connect(key, null))
        using (var @operator = server.Operator())
        {
            Assert.Equal(("triad-mini", videos), await FoundAsync(client, other: false));
            var caughtUp = await UntilAsync(@operator, change => change.VideosWaiting == 0);
            Assert.Equal((ModelChangeState.Shadow, videos.Split(' ').Length, 0), (caughtUp.State, caughtUp.VideosDone, caughtUp.VideosFailed));
            Assert.Equal((New, videos), await FoundAsync(client, other: true));
            await @operator.Tenants.ModelChanges.CutOverAsync(Tenant);
        }

        await server.KillAsync();
        await server.RestartAsync();
        using (var client = server.Connect(key, null))
        using (var @operator = server.Operator())
        {
            Assert.Equal((New, videos), await FoundAsync(client, other: false));
            await @operator.Tenants.ModelChanges.RollBackAsync(Tenant);
            Assert.Equal(("triad-mini", videos), await FoundAsync(client, other: false));
            await @operator.Tenants.ModelChanges.CutOverAsync(Tenant);
            await @operator.Tenants.ModelChanges.FinishAsync(Tenant);
            await UntilAsync(@operator, change => change is { State: ModelChangeState.None, VideosCleaning: 0 });
            Assert.Equal((New, videos), await FoundAsync(client, other: false));
            Assert.StartsWith(New, (await client.Library.GetAsync(videos.Split(' ')[0])).Space, StringComparison.Ordinal);
        }
    }

    /// <summary>The ids of what was uploaded, in order.</summary>
    private static async Task<string> UploadAsync(TriadClient client)
    {
        var ids = new List<string>();
        foreach (var file in Directory.EnumerateFiles(Checkout.Samples, "sample-0*.mp4").Order().Take(4))
            ids.Add((await client.Library.UploadAsync(file, new UploadOptions { VideoId = Path.GetFileNameWithoutExtension(file) })).Id);
        foreach (var id in ids)
            await client.Library.WaitAsync(id);
        return string.Join(' ', ids.Order(StringComparer.Ordinal));
    }

    private static async Task<ModelChange> UntilAsync(TriadClient @operator, Predicate<ModelChange> holds)
    {
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (true)
        {
            var seen = await @operator.Tenants.ModelChanges.GetAsync(Tenant, end.Token);
            if (holds(seen))
                return seen;
        }
    }

    /// <summary>The package that a search asks, and the videos that it finds.</summary>
    private static async Task<(string Package, string Videos)> FoundAsync(TriadClient client, bool other)
    {
        var page = await client.Search.QueryAsync("a red ring", new SearchOptions { Limit = 100, OtherModel = other });
        Assert.False(page.IsPartial);
        return (page.Space[..page.Space.IndexOf('@', StringComparison.Ordinal)], string.Join(' ', page.Hits.Select(hit => hit.VideoId).Order(StringComparer.Ordinal)));
    }

    /// <summary>The repository's package, and the same under another name: another space.</summary>
    private string MakeModels()
    {
        var models = Path.Combine(_root, "models");
        foreach (var id in new[] { "triad-mini", New })
        {
            var folder = Directory.CreateDirectory(Path.Combine(models, id)).FullName;
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Models, "triad-mini")))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            var manifest = Path.Combine(folder, "model.json");
            File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"triad-mini\"", $"\"{id}\"", StringComparison.Ordinal));
        }

        return models;
    }
}
