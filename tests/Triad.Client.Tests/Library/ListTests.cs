namespace Triad.Client.Tests.Library;

public sealed class ListTests : ClientTest
{
    [Fact]
    public async Task List_FivePages_ReadsAllInOrder()
    {
        Store("a", "b", "c", "d", "e");

        var videos = await Client.Library.ListAsync().ToListAsync();

        Assert.Equal(["a", "b", "c", "d", "e"], videos.Select(video => video.Id));
        Assert.Equal(3, Script.CountOf("ListVideos"));
    }

    [Fact]
    public async Task List_ReaderStops_AsksForNoFurtherPage()
    {
        Store("a", "b", "c", "d", "e");

        var videos = await Client.Library.ListAsync().Take(2).ToListAsync();

        Assert.Equal(2, videos.Count);
        Assert.Equal(1, Script.CountOf("ListVideos"));
    }

    [Fact]
    public async Task ListPage_WithTheTokenOfThePageBefore_GoesOnBehindIt()
    {
        Store("a", "b", "c");

        var first = await Client.Library.ListPageAsync();
        var second = await Client.Library.ListPageAsync(new ListVideosOptions { PageToken = first.NextPageToken });

        Assert.Equal(["a", "b"], first.Items.Select(video => video.Id));
        Assert.Equal(["c"], second.Items.Select(video => video.Id));
        Assert.Null(second.NextPageToken);
    }

    [Fact]
    public async Task List_Cancelled_Stops()
    {
        Store("a", "b", "c");
        using var source = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in Client.Library.ListAsync(cancellationToken: source.Token))
                await source.CancelAsync();
        });

        Assert.Equal(1, Script.CountOf("ListVideos"));
    }

    [Fact]
    public async Task Segments_OfAVideo_HaveTheirSpans()
    {
        Store("clip");

        var segments = await Client.Library.SegmentsAsync("clip").ToListAsync();

        Assert.Equal(3, segments.Count);
        Assert.Equal(new MediaSpan(TimeSpan.FromSeconds(16), TimeSpan.FromSeconds(24)), segments[2].Span);
        Assert.Equal("va", segments[2].Modalities.ToShortName());
    }
}
