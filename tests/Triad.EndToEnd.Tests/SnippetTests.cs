using Triad.Client;

namespace Triad.EndToEnd.Tests;

public sealed class SnippetTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    [Fact]
    public async Task Hit_OfACaptionedSegment_CarriesItsTextAndTheVideosName()
    {
        const string Captions = "1\n00:00:02,100 --> 00:00:03,900\nthe ring comes to rest\n";
        var client = fixture.Client;
        var options = new UploadOptions
        {
            VideoId = "captioned",
            Name = "My ring.mp4",
            SegmentLength = TimeSpan.FromSeconds(2),
            Captions = new Captions(System.Text.Encoding.UTF8.GetBytes(Captions)),
        };
        await client.Library.UploadAndWaitAsync(Path.Combine(Checkout.Samples, "sample-00.mp4"), options);

        var found = await client.Search.QueryAsync(
            new SearchQuery().WithStoredVideo("captioned", segmentIndex: 1), new SearchOptions { GroupBy = ResultGrouping.Segment });
        var whole = await client.Search.QueryAsync(
            new SearchQuery().WithStoredVideo("captioned"), new SearchOptions { Level = SearchLevel.Video });

        Assert.Equal(["", "the ring comes to rest", "", ""], found.Hits.OrderBy(hit => hit.SegmentIndex).Select(hit => hit.TranscriptSnippet));
        Assert.All(found.Hits, hit => Assert.Equal("My ring.mp4", hit.VideoName));
        Assert.Equal(("My ring.mp4", string.Empty), (Assert.Single(whole.Hits).VideoName, whole.Hits[0].TranscriptSnippet));
    }
}
