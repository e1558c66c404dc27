using Triad.Core.Errors;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Searches;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Searches.Frozen;

/// <summary>What a search sees that asks the index itself, while a shard's generations change at the worst moment.</summary>
public sealed class UnpublishedTests
{
    private const int BeforeTheIndex = 0;
    private const int AfterTheIndex = 1;

    [Fact]
    public async Task GenerationThatIsStagedWhileTheIndexIsAsked_IsNotShown()
    {
        var seen = await SearchAsync(
            [(BeforeTheIndex, library => library.StageAsync("new", 2))]);

        Assert.Equal([("old", 1), ("old", 1)], seen);
    }

    [Fact]
    public async Task SwapThatIsOverWhenTheIndexHasAnswered_IsSeenWholly()
    {
        // The index was asked when both generations were in it and neither was known to be hidden.
        var seen = await SearchAsync(
            [(BeforeTheIndex, library => library.StageAsync("old", 3)), (AfterTheIndex, library => library.PublishAsync("old"))]);

        Assert.Equal([("old", 2), ("old", 2), ("old", 2)], seen);
    }

    [Fact]
    public async Task SwapOfAStagedGenerationBeforeTheIndexIsAsked_LosesNoVideo()
    {
        // Left out as staged, published meanwhile: and the old one is gone when the index answers.
        var seen = await SearchAsync(
            [(BeforeTheIndex, library => library.PublishAsync("old"))], library => library.StageAsync("old", 3));

        Assert.Equal([("old", 2), ("old", 2), ("old", 2)], seen);
    }

    [Fact]
    public async Task SwapAfterTheIndexHasAnswered_IsSeenWholly()
    {
        var seen = await SearchAsync(
            [(AfterTheIndex, library => library.PublishAsync("old"))], library => library.StageAsync("old", 3));

        Assert.Equal([("old", 2), ("old", 2), ("old", 2)], seen);
    }

    [Fact]
    public async Task LaterPage_LeavesOutWhatIsReplacedAndStillInTheIndex()
    {
        await using var index = new CommittedIndex();
        await using var platform = await StartAsync(index);
        var library = await FillAsync(platform);
        await library.PutAsync("other", 2);
        var request = RequestOf(library) with { Limit = 1 };
        var first = Value(await AskAsync(platform, request));
        await library.StageAsync("old", 1);
        index.RefusesDeletes = true;

        await Assert.ThrowsAnyAsync<Exception>(() => library.PublishAsync("old"));
        var second = Value(await AskAsync(platform, request with { Limit = 10, After = first.Next }));

        Assert.All(second.Hits, hit => Assert.Equal("other", hit.VideoId.Value));
    }

    [Fact]
    public async Task ShardThatNeverStandsStill_IsAClearRefusal()
    {
        await using var index = new CommittedIndex();
        await using var platform = await StartAsync(index);
        var library = await FillAsync(platform);
        index.Gate = _ => library.PutAsync("old", 2);

        var refused = await AskAsync(platform, RequestOf(library));

        Assert.Equal(ErrorReason.Unavailable, refused.Error?.Reason);
        Assert.Contains("changed 5 times while it was searched", refused.Error?.Message, StringComparison.Ordinal);
        Assert.NotNull(refused.Error?.RetryAfter);
    }

    [Fact]
    public async Task StoredItem_OfAnotherTenant_IsNotFound()
    {
        await using var index = new CommittedIndex();
        await using var platform = await StartAsync(index);
        await FillAsync(platform);
        await platform.OnboardAsync("rival");

        Assert.Equal(ErrorReason.VideoNotFound, (await platform.SearchAsync("rival", Stored("old"))).Error?.Reason);
    }

    /// <summary>Searches once over a video "old" of two segments, with writes at moments of the first round; tells the hits.</summary>
    private static async Task<IEnumerable<(string Video, int Generation)>> SearchAsync(
        List<(int Moment, Func<ShardLibrary, Task> Write)> writes, Func<ShardLibrary, Task>? before = null)
    {
        await using var index = new CommittedIndex();
        await using var platform = await StartAsync(index);
        var library = await FillAsync(platform);
        await (before?.Invoke(library) ?? Task.CompletedTask);
        var moment = 0;
        index.Gate = async _ =>
        {
            var now = moment++;
            foreach (var (_, write) in writes.Where(write => write.Moment == now))
                await write(library);
        };

        return [.. Value(await AskAsync(platform, RequestOf(library))).Hits.Select(hit => (hit.VideoId.Value, hit.Generation))];
    }

    private static Task<Platform> StartAsync(CommittedIndex index) => Platform.StartAsync(ingest: false, configure: index.AddTo);

    private static async Task<ShardLibrary> FillAsync(Platform platform)
    {
        await platform.OnboardAsync("acme");
        var library = new ShardLibrary(platform.Grains, "acme", 1, 3);
        await library.PutAsync("old", 2);
        return library;
    }

    private static Task<Result<SearchAnswer>> AskAsync(Platform platform, SearchRequest request) =>
        platform.Grains.Search().SearchAsync(request, default);

    private static SearchRequest RequestOf(ShardLibrary library)
    {
        var part = new SearchPart(SearchPartKind.Vector, 1, string.Empty, [], null, null, null, library.Vector(), null);
        return Platform.RequestOf("acme", part) with { Limit = 100, Grouping = HitGrouping.Segment, Explain = false };
    }
}
