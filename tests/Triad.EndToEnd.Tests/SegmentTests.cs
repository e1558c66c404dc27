using Triad.Client;

namespace Triad.EndToEnd.Tests;

public sealed class SegmentTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Upload_WithShorterSegments_IsFoundByEachOfThem()
    {
        var client = fixture.Client;
        var options = new UploadOptions { VideoId = "short", SegmentLength = TimeSpan.FromSeconds(2) };
        var video = await client.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, "sample-00.mp4"), options);

        var segments = await client.Library.SegmentsAsync("short").ToListAsync();
        Assert.Equal(4, video.SegmentCount);
        Assert.Equal([0, 2, 4, 6], segments.Select(segment => segment.Span.Start.TotalSeconds));
        Assert.Equal(video.Duration, segments[^1].Span.End);

        var like = new SearchQuery().WithStoredVideo("short", segmentIndex: 2);
        var hits = await client.Search.QueryAsync(like, new SearchOptions { GroupBy = ResultGrouping.Segment });
        Assert.Equal(4, hits.Hits.Count);
        Assert.Equal(2, hits.Hits[0].SegmentIndex);
        Assert.Equal(1, hits.Hits[0].Score, 4);
    }
}
