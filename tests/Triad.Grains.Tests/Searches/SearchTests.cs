using Microsoft.Extensions.DependencyInjection;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Searches;
using Triad.Grains.Tenants;
using Triad.Testing.Media;
using Triad.Testing.Time;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches;

/// <summary>Searches, whatever silos they run on.</summary>
public abstract class SearchTests
{
    private protected abstract Layout Layout { get; }

    [Fact]
    public async Task Search_PageByPageOverShards_GivesEveryHitOnceInOrder()
    {
        await using var platform = await StartAsync(layout: Layout, configure: services => services.Configure<TenantOptions>(options => options.ShardsPerTenant = 3));
        await platform.OnboardAsync("acme");
        foreach (var i in Enumerable.Range(0, 7))
            Value(await platform.UploadAsync("acme", $"v{i}", $"3 film {i}"));
        foreach (var i in Enumerable.Range(0, 7))
            await platform.WaitAsync("acme", $"v{i}", VideoStatus.Ready);

        var whole = await AskAsync(platform, RequestOf("acme", Text("x")) with { Limit = 100 });
        var paged = new List<SearchHit>();
        var request = RequestOf("acme", Text("x")) with { Limit = 4 };
        for (var page = await AskAsync(platform, request); ; page = await AskAsync(platform, request with { After = page.Next }))
        {
            paged.AddRange(page.Hits);
            if (page.Next is null)
                break;
        }

        Assert.Equal(3, whole.ShardsAnswered);
        Assert.Equal(21, whole.Hits.Length);
        Assert.Equal(whole.Hits.Select(hit => hit.PointId), paged.Select(hit => hit.PointId));
        Assert.Equal(whole.Hits.Select(hit => hit.Score).OrderDescending(), whole.Hits.Select(hit => hit.Score));

        var videos = await AskAsync(platform, request with { Limit = 100, Grouping = HitGrouping.Video });
        Assert.Equal(7, videos.Hits.Select(hit => hit.VideoId).Distinct().Count());
        Assert.Equal(7, videos.Hits.Length);
    }

    [Fact]
    public async Task Search_Filtered_ReturnsWhatPasses()
    {
        await using var platform = await StartAsync(layout: Layout);
        await platform.OnboardAsync("acme");
        Value(await platform.UploadAsync("acme", "one", "2 film one"));
        Value(await platform.UploadAsync("acme", "two", "2 film two"));
        await platform.WaitAsync("acme", "one", VideoStatus.Ready);
        await platform.WaitAsync("acme", "two", VideoStatus.Ready);
        var named = new MetadataMatch("name", [MetadataValue.Of("two")]);
        var answer = await AskAsync(platform, RequestOf("acme", Text("x")) with { Filter = new Filter([named], [], []) });
        Assert.Equal(["two", "two"], answer.Hits.Select(hit => hit.VideoId.Value));
    }

    [Fact]
    public async Task Search_OfAnotherTenant_FindsNothing()
    {
        await using var platform = await StartAsync(layout: Layout);
        await platform.OnboardAsync("acme");
        await platform.OnboardAsync("other");
        Value(await platform.UploadAsync("acme", "car", "1 red car"));
        await platform.WaitAsync("acme", "car", VideoStatus.Ready);
        Assert.Empty(Value(await platform.SearchAsync("other", Clip("1 red car"))).Hits);
        var foreign = await platform.SearchAsync("other", Stored("car"));
        var missing = await platform.SearchAsync("other", Stored("cat"));
        Assert.Equal(ErrorReason.VideoNotFound, foreign.Error?.Reason);
        Assert.Equal(missing.Error?.Message.Replace("cat", "car"), foreign.Error?.Message);
    }

    [Fact]
    public async Task Search_ContradictoryQueries_AreRefusedByName()
    {
        await using var platform = await StartAsync(ingest: false, layout: Layout);
        await platform.OnboardAsync("acme");
        Assert.Equal(ErrorReason.QueryEmpty, (await platform.SearchAsync("acme")).Error?.Reason);
        Assert.Equal(ErrorReason.QueryContradictory, (await platform.SearchAsync("acme", Text("a", -1))).Error?.Reason);
        Assert.Equal(ErrorReason.FieldInvalid, (await platform.SearchAsync("acme", Text("a", float.NaN))).Error?.Reason);
        Assert.Equal(ErrorReason.QueryContradictory, (await platform.SearchAsync("acme", Text("a"), Text("a", -1))).Error?.Reason);
        var unknown = await platform.SearchAsync("acme", Text("zzyzx zzap"));
        Assert.Equal(ErrorReason.WordsUnknown, unknown.Error?.Reason);
        Assert.Contains("zzyzx, zzap", unknown.Error?.Message);
        Assert.Contains("transcripts are not searched yet", unknown.Error?.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorReason.FieldInvalid, (await platform.SearchAsync("acme", Text("a", 100.5f))).Error?.Reason);
        var partly = Value(await platform.SearchAsync("acme", Text("zzyzx car")));
        Assert.Equal("zzyzx", Assert.Single(partly.Text.UnknownWords));
    }

    [Fact]
    public async Task Search_WithUnknownWordsAlone_IsRefusedWhateverTheirSign()
    {
        await using var platform = await StartAsync(ingest: false, layout: Layout);
        await platform.OnboardAsync("acme");

        var away = await platform.SearchAsync("acme", Text("car"), Text("zzyzx zzap", -1));
        var towards = await platform.SearchAsync("acme", Text("zzyzx zzap"), Text("car", -1));
        var many = await platform.SearchAsync("acme", Text("car"), Text("zzyzx", -1), Text("zzap", -1));
        var partly = Value(await platform.SearchAsync("acme", Text("car"), Text("zzyzx rain", -1)));

        Assert.Equal((ErrorReason.WordsUnknown, "query.parts[1].text", "zzyzx, zzap"), (away.Error?.Reason, away.Error?.Field, away.Error?.Value));
        Assert.Equal((ErrorReason.WordsUnknown, "query.parts[0].text"), (towards.Error?.Reason, towards.Error?.Field));
        Assert.Equal((ErrorReason.WordsUnknown, "query.parts.text", "zzyzx, zzap"), (many.Error?.Reason, many.Error?.Field, many.Error?.Value));
        Assert.Equal("zzyzx", Assert.Single(partly.Text.UnknownWords));
    }

    [Fact]
    public async Task Search_WithMediaThatTakesForever_EndsWithReasonAndRemedy()
    {
        // Before the call itself times out, whose words say nothing of the file.
        var ended = new TaskCompletionSource();
        var decoder = new ScriptedDecoder();
        decoder.Gate = async (_, cancellationToken) =>
        {
            await using var end = cancellationToken.Register(() => ended.TrySetResult());
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        };
        await using var platform = await StartAsync(
            layout: Layout, decoder: decoder, configure: services => services.Configure<SearchOptions>(options => options.QueryMediaTimeoutSeconds = 1));
        await platform.OnboardAsync("acme");

        var fault = (await platform.SearchAsync("acme", Text("x"), Clip("1 bomb"))).Error!;

        Assert.Equal((ErrorReason.TimedOut, "query.parts[1].video"), (fault.Reason, fault.Field));
        Assert.Contains("Triad:Search:QueryMediaTimeoutSeconds of 1 s", fault.Message, StringComparison.Ordinal);
        Assert.NotNull(fault.Remedy);
        await ended.Task.WithinAsync("the decoder to be ended");
    }

    private static async Task<SearchAnswer> AskAsync(Platform platform, SearchRequest request) =>
        Value(await platform.Grains.Search().SearchAsync(request, default));
}
