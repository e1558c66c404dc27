using System.Text.Json;
using Triad.Client;

namespace Triad.EndToEnd.Tests.Vectors;

/// <summary>The platform with its vectors in Qdrant, as a client sees it.</summary>
public sealed class QdrantTests(QdrantFixture fixture) : IClassFixture<QdrantFixture>
{
    private const int Videos = 4;

    private static readonly string[] Kinds = ["text", "image", "audio", "text+image", "text+audio+image"];

    [Fact]
    public async Task Samples_AskedWithTextPictureSoundAndCombinations_ComeFirst()
    {
        using var client = fixture.Connect(await fixture.OnboardAsync("asked"));
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Checkout.Samples, "queries.json")));
        var queries = document.RootElement.GetProperty("queries").EnumerateArray()
            .DistinctBy(query => query.GetProperty("kind").GetString())
            .Where(query => Kinds.Contains(query.GetProperty("kind").GetString()))
            .ToDictionary(query => int.Parse(query.GetProperty("expected").GetString()!.AsSpan(7, 2)));
        await IngestAsync(client, queries.Keys);

        foreach (var (expected, query) in queries)
        {
            var page = await client.Search.QueryAsync(QueryOf(query));
            Assert.Equal((1, 1, Kinds.Length), (page.ShardsAsked, page.ShardsAnswered, page.Hits.Count));
            var best = page.Hits[0].VideoId;
            Assert.True(best == NameOf(expected), $"{query.GetProperty("id")}: {best} comes before {NameOf(expected)}.");
        }

        var one = NameOf(queries.Keys.First());
        var like = await client.Search.QueryAsync(new SearchQuery().WithStoredVideo(one));
        Assert.Equal((one, $"{one}.mp4", 1.0), (like.Hits[0].VideoId, like.Hits[0].VideoName, Math.Round(like.Hits[0].Score, 3)));
    }

    [Fact]
    public async Task Pages_WhileVideosComeAndGo_AreThoseOfPageOneLessWhatWasDeleted()
    {
        using var client = fixture.Connect(await fixture.OnboardAsync("paged"));
        await IngestAsync(client, Enumerable.Range(0, Videos), TimeSpan.FromSeconds(2));
        var options = new SearchOptions { GroupBy = ResultGrouping.Segment, Limit = 5 };
        var whole = (await client.Search.QueryAsync("a red triangle", options with { Limit = 100 })).Hits.Select(Identity).ToList();

        var first = await client.Search.QueryAsync("a red triangle", options);
        await client.Library.DeleteAsync(NameOf(1));
        await IngestAsync(client, [Videos], TimeSpan.FromSeconds(2));
        var hits = first.Hits.ToList();
        for (var next = first.NextPageToken; next is not null;)
        {
            var page = await client.Search.QueryAsync("a red triangle", options with { PageToken = next });
            hits.AddRange(page.Hits);
            next = page.NextPageToken;
        }

        Assert.Equal(Videos * 4, whole.Count);
        var expected = whole.Take(5).Concat(whole.Skip(5).Where(hit => !hit.StartsWith(NameOf(1), StringComparison.Ordinal)));
        Assert.Equal(expected, hits.Select(Identity));
        var foreign = await Assert.ThrowsAsync<TriadException>(
            () => client.Search.QueryAsync("another query", options with { PageToken = first.NextPageToken }));
        Assert.Equal("PAGE_TOKEN_INVALID", foreign.Reason);
    }

    [Fact]
    public async Task Video_DeletedAndIngestedAgain_IsFoundAsWhatItIsNow()
    {
        using var client = fixture.Connect(await fixture.OnboardAsync("again"));
        await IngestAsync(client, [1]);
        var before = await client.Library.UploadAndWaitAsync(SampleOf(0), new UploadOptions { VideoId = "clip" });
        var old = new SearchQuery().WithVideo(await File.ReadAllBytesAsync(SampleOf(0)));

        await client.Library.DeleteAsync("clip");
        var gone = await client.Search.QueryAsync(old);
        var after = await client.Library.UploadAndWaitAsync(SampleOf(3), new UploadOptions { VideoId = "clip" });
        var found = await client.Search.QueryAsync(
            new SearchQuery().WithVideo(await File.ReadAllBytesAsync(SampleOf(3))), new SearchOptions { WaitFor = after.Watermark });

        Assert.Equal([NameOf(1)], gone.Hits.Select(hit => hit.VideoId));
        Assert.NotEqual(before.Watermark, after.Watermark);
        Assert.Equal("clip", found.Hits[0].VideoId);
        Assert.True(found.Hits[0].Score > 0.99, $"The new clip has the score {found.Hits[0].Score}.");
        Assert.True((await client.Search.QueryAsync(old)).Hits.All(hit => hit.Score < 0.99), "The old clip is still found.");
    }

    [Fact]
    public async Task Watermark_OfAVideo_FindsItAtOnce()
    {
        using var client = fixture.Connect(await fixture.OnboardAsync("marked"));
        foreach (var i in Enumerable.Range(0, 2))
        {
            var video = await client.Library.UploadAndWaitAsync(SampleOf(i), new UploadOptions { VideoId = NameOf(i) });
            var page = await client.Search.QueryAsync("a red ring", new SearchOptions { WaitFor = video.Watermark });
            Assert.Contains(NameOf(i), page.Hits.Select(hit => hit.VideoId));
        }
    }

    [Fact]
    public async Task Tenants_OfOneCollection_NeverMix()
    {
        using var acme = fixture.Connect(await fixture.OnboardAsync("acme"));
        using var rival = fixture.Connect(await fixture.OnboardAsync("rival"));
        await IngestAsync(acme, [0, 1, 2]);
        await rival.Library.UploadAndWaitAsync(SampleOf(3), new UploadOptions { VideoId = NameOf(0) });

        var mine = await acme.Search.QueryAsync(new SearchQuery().WithVideo(await File.ReadAllBytesAsync(SampleOf(3))));
        var theirs = await rival.Search.QueryAsync(new SearchQuery().WithVideo(await File.ReadAllBytesAsync(SampleOf(0))));
        await acme.Library.DeleteAsync(NameOf(0));
        var kept = await rival.Search.QueryAsync(new SearchQuery().WithStoredVideo(NameOf(0)));

        Assert.Equal([NameOf(0), NameOf(1), NameOf(2)], mine.Hits.Select(hit => hit.VideoId).Order());
        Assert.All(mine.Hits, hit => Assert.True(hit.Score < 0.99, "A clip of another tenant is found."));
        Assert.Equal([NameOf(0)], theirs.Hits.Select(hit => hit.VideoId));
        Assert.Equal(1, kept.Hits[0].Score, 3);
        Assert.Equal("VIDEO_NOT_FOUND", (await Assert.ThrowsAsync<TriadException>(
            () => rival.Search.QueryAsync(new SearchQuery().WithStoredVideo(NameOf(1))))).Reason);
        var token = (await acme.Search.QueryAsync("a ring", new SearchOptions { Limit = 1 })).NextPageToken;
        Assert.Equal("PAGE_TOKEN_INVALID", (await Assert.ThrowsAsync<TriadException>(
            () => rival.Search.QueryAsync("a ring", new SearchOptions { Limit = 1, PageToken = token }))).Reason);
    }

    [Fact]
    public async Task Server_Killed_FindsAllAgain_AndHasNoVectorsOfItsOwn()
    {
        var key = await fixture.OnboardAsync("killed");
        using (var client = fixture.Connect(key))
            await IngestAsync(client, [0, 1]);

        await fixture.Server.KillAsync();
        await fixture.RestartAsync();
        await fixture.UntilReadyAsync(true);

        using var again = fixture.Connect(key);
        Assert.Equal([NameOf(0), NameOf(1)], (await again.Search.QueryAsync("a ring")).Hits.Select(hit => hit.VideoId).Order());
        await IngestAsync(again, [2]);
        Assert.Equal(3, (await again.Search.QueryAsync("a ring")).Hits.Count);
        Assert.False(Directory.Exists(Path.Combine(fixture.Server.Data, "vectors")), "There are vectors in the data directory.");
    }

    [Fact]
    public async Task Qdrant_AwayAndBack_IsToldClearly_AndNothingIsLost()
    {
        var key = await fixture.OnboardAsync("away");
        using (var before = fixture.Connect(key))
            await IngestAsync(before, [0]);

        // Away from a server that knows the shard, and from one that has yet to open it.
        await fixture.Qdrant.StopAsync();
        await fixture.UntilReadyAsync(false);
        using var early = fixture.Connect(key);
        var warm = await Assert.ThrowsAsync<TriadException>(() => early.Search.QueryAsync("a ring"));
        await fixture.Server.KillAsync();
        await fixture.RestartAsync();
        using var client = fixture.Connect(key);
        var refused = await Assert.ThrowsAsync<TriadException>(() => client.Search.QueryAsync("a ring"));
        var uploaded = await client.Library.UploadAsync(SampleOf(1), new UploadOptions { VideoId = NameOf(1) });
        var tried = await FirstAttemptAsync(client, uploaded.Id);
        await fixture.Qdrant.StartAgainAsync();
        await fixture.UntilReadyAsync(true);
        var ready = await client.Library.WaitAsync(uploaded.Id);

        Assert.True(refused.Reason is "UNAVAILABLE" or "TIMED_OUT", $"{refused.Reason}: {refused.Message}");
        Assert.True(refused.Retryable);
        Assert.NotNull(refused.Remedy);
        Assert.Equal(refused.Reason, warm.Reason);
        Assert.NotEqual(VideoState.Failed, tried);
        Assert.Equal(VideoState.Ready, ready.State);
        var found = await client.Search.QueryAsync("a ring", new SearchOptions { WaitFor = ready.Watermark });
        Assert.Equal([NameOf(0), NameOf(1)], found.Hits.Select(hit => hit.VideoId).Order());
    }

    /// <summary>The state of a video once an attempt at it has come as far as the index.</summary>
    private static async Task<VideoState> FirstAttemptAsync(TriadClient client, string id)
    {
        var isBegun = false;
        await foreach (var change in client.Library.WatchAsync(id))
        {
            isBegun |= change.State is VideoState.Probing or VideoState.Decoding or VideoState.Embedding;
            if (change.State == VideoState.Failed || (isBegun && change.State == VideoState.Queued))
                return change.State;
        }

        throw new InvalidOperationException("The watch has ended.");
    }

    private static async Task IngestAsync(TriadClient client, IEnumerable<int> samples, TimeSpan? segments = null)
    {
        var ids = samples.Select(NameOf).ToList();
        foreach (var id in ids)
        {
            var upload = new UploadOptions { VideoId = id, SegmentLength = segments };
            await client.Library.UploadAsync(Path.Combine(Checkout.Samples, $"{id}.mp4"), upload);
        }

        foreach (var id in ids)
            Assert.Equal(VideoState.Ready, (await client.Library.WaitAsync(id)).State);
    }

    private static SearchQuery QueryOf(JsonElement asked)
    {
        var query = new SearchQuery();
        foreach (var part in asked.GetProperty("parts").EnumerateArray())
        {
            var weight = part.TryGetProperty("weight", out var given) ? given.GetDouble() : 1;
            query = part.TryGetProperty("text", out var text) ? query.WithText(text.GetString()!, weight)
                : part.TryGetProperty("audio", out var audio) ? query.WithAudio(Bytes(audio), weight)
                : part.TryGetProperty("image", out var image) ? query.WithImage(Bytes(image), weight)
                : query.WithVideo(Bytes(part.GetProperty("video")), weight);
        }

        return query;

        static byte[] Bytes(JsonElement file) => File.ReadAllBytes(Path.Combine(Checkout.Samples, file.GetString()!));
    }

    private static string Identity(SearchHit hit) => $"{hit.VideoId}/{hit.SegmentIndex}/{hit.Score:R}";

    private static string NameOf(int sample) => $"sample-{sample:d2}";

    private static string SampleOf(int sample) => Path.Combine(Checkout.Samples, $"{NameOf(sample)}.mp4");
}
