using Triad.Client;

namespace Triad.EndToEnd.Tests;

public sealed class LongVideoTests
{
    [Fact]
    public async Task Upload_OfEveryStrategy_IsFoundAsAWholeAlsoAfterAKill()
    {
        await using var server = await ServerProcess.StartAsync();
        var client = await server.OnboardAsync("acme");
        using var @operator = server.Operator();
        var key = (await @operator.Tenants.CreateKeyAsync("acme", [KeyScope.Ingest, KeyScope.Search])).Key;
        using var stranger = await server.OnboardAsync("other");
        LongInput[] strategies = [LongInput.Average, LongInput.Whole, LongInput.Uniform, LongInput.MaxPool];
        foreach (var strategy in strategies)
        {
            var upload = new UploadOptions { VideoId = $"{strategy}", LongInput = strategy, SegmentLength = TimeSpan.FromSeconds(2) };
            var video = await client.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, "sample-00.mp4"), upload);
            Assert.Equal((strategy, strategy == LongInput.Average), (video.Whole!.LongInput, video.Whole.TokenCount == 0));
            Assert.Equal(["a", "v", "va"], video.Whole.Representations.Order(StringComparer.Ordinal));
        }

        await client.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, "sample-01.mp4"), new UploadOptions { VideoId = "other" });
        var before = await AskAsync(client);
        Assert.Equal(["Average", "MaxPool", "Uniform", "Whole", "other"], before.Select(hit => hit.VideoId).Order(StringComparer.Ordinal));
        Assert.All(before, hit =>
        {
            Assert.Equal((SearchLevel.Video, -1, TimeSpan.Zero), (hit.Level, hit.SegmentIndex, hit.Span.Start));
            Assert.Equal(hit.VideoDuration.TotalSeconds, hit.Span.End.TotalSeconds, 0.1);
        });
        Assert.All(await client.Search.AllAsync("a red ring").ToListAsync(), hit => Assert.Equal(SearchLevel.Segment, hit.Level));
        Assert.Empty(await AskAsync(stranger));
        client.Dispose();
        await server.KillAsync();

        await server.RestartAsync();
        using var again = server.Connect(key, null);
        Assert.Equal(before.Select(hit => (hit.VideoId, hit.Score)), (await AskAsync(again)).Select(hit => (hit.VideoId, hit.Score)));
        await again.Library.DeleteAsync("Whole");
        Assert.DoesNotContain(await AskAsync(again), hit => hit.VideoId == "Whole");
    }

    private static ValueTask<List<SearchHit>> AskAsync(TriadClient client) =>
        client.Search.AllAsync("a red ring", new SearchOptions { Level = SearchLevel.Video }).ToListAsync();
}
