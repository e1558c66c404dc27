namespace Triad.Client.Tests.Search;

public sealed class SearchClientTests : ClientTest
{
    [Fact]
    public async Task Query_Text_MapsTheAnswer()
    {
        Store("a", "b");

        var page = await Client.Search.QueryAsync("a red ball");

        Assert.Equal(["a", "b"], page.Hits.Select(hit => hit.VideoId));
        Assert.Equal(1, page.Hits[0].Score);
        Assert.Equal(TimeSpan.FromSeconds(8), page.Hits[0].Span.Start);
        Assert.Null(page.Hits[0].Confidence);
        Assert.Equal(new ScoreContribution(Modalities.Text, 1), Assert.Single(page.Hits[0].Contributions));
        Assert.Equal(["bonky"], page.UnknownWords);
        Assert.False(page.IsPartial);
        Assert.Null(page.NextPageToken);
    }

    [Fact]
    public async Task Query_EveryKindOfPart_ReachesThePlatform()
    {
        var query = new SearchQuery()
            .WithText("a kettle")
            .WithoutText("steam", 0.5)
            .WithAudio(new byte[] { 1 }, 0.25)
            .WithImage(new byte[] { 2 })
            .WithVideo(new byte[] { 3 })
            .WithStoredVideo("clip", segmentIndex: 0, modalities: Modalities.Video)
            .WithVector([0.6f, 0.8f], "triad-mini@0123456789abcdef")
            .Composed(Composition.Late);

        await Client.Search.QueryAsync(query);

        var sent = Script.Searches.Single().Query;
        Assert.Equal(V1.Compose.Late, sent.Compose);
        Assert.Equal([1, -0.5, 0.25, 1, 1, 1, 1], sent.Parts.Select(part => part.Weight));
        Assert.Equal(
            ["Text", "Text", "Audio", "Image", "Video", "Stored", "Vector"],
            sent.Parts.Select(part => part.ContentCase.ToString()));
        Assert.True(sent.Parts[5].Stored.HasSegmentIndex);
        Assert.Equal(new V1.ModalityMask { Video = true }, sent.Parts[5].Modalities);
        Assert.Null(sent.Parts[4].Modalities);
    }

    [Fact]
    public async Task Query_Options_ReachThePlatform()
    {
        var options = new SearchOptions
        {
            Representations = ["v", "va"],
            GroupBy = ResultGrouping.Segment,
            Limit = 5,
            WaitFor = "mark",
            ExcludeStoredParts = true,
            Explain = true,
            Filter = new SearchFilter
            {
                Must = [FilterCondition.MetadataEquals("speaker", "Ada"), FilterCondition.HasModalities(Modalities.Video)],
                Should = [FilterCondition.Videos("a", "b"), FilterCondition.MetadataAnyOf("tag", "x")],
                MustNot =
                [
                    FilterCondition.DurationBetween(atMost: TimeSpan.FromSeconds(2)),
                    FilterCondition.Nested(SearchFilter.All(FilterCondition.MetadataBetween("year", 1800, 1900))),
                ],
            },
        };

        await Client.Search.QueryAsync("a red ball", options);

        var sent = Script.Searches.Single().Options;
        Assert.Equal(["v", "va"], sent.Representations);
        Assert.Equal(V1.GroupBy.Segment, sent.GroupBy);
        Assert.Equal((5, "mark", true, true), (sent.Limit, sent.WaitFor, sent.ExcludeStoredParts, sent.Explain));
        Assert.Equal("Ada", sent.Filter.Must[0].Metadata.Equals_.StringValue);
        Assert.True(sent.Filter.Must[1].Modalities.HasAll.Video);
        Assert.Equal(["a", "b"], sent.Filter.Should[0].VideoIds.Ids);
        Assert.False(sent.Filter.MustNot[0].Duration.HasAtLeastSeconds);
        Assert.Equal(1800, sent.Filter.MustNot[1].Filter.Must[0].Metadata.Range.AtLeast);
    }

    [Fact]
    public async Task All_ManyPages_ReadsThemLazily()
    {
        Store("a", "b", "c", "d", "e");

        var three = await Client.Search.AllAsync("a red ball").Take(3).ToListAsync();

        Assert.Equal(["a", "b", "c"], three.Select(hit => hit.VideoId));
        Assert.Equal(2, Script.CountOf("Search"));
    }

    [Fact]
    public async Task Query_UnknownWords_Fails()
    {
        var failure = await Assert.ThrowsAsync<TriadException>(() => Client.Search.QueryAsync("xyzzy"));

        Assert.Equal("WORDS_UNKNOWN", failure.Reason);
        Assert.Equal("query.parts[0].text", failure.Field);
    }

    [Fact]
    public async Task Query_StoredVectorByItsName_SendsTheName()
    {
        await Client.Search.QueryAsync(new SearchQuery().With(new StoredPart("clip") { Representation = "clip.v" }));

        var part = Assert.Single(Script.Searches.Single().Query.Parts);
        Assert.Equal("clip.v", part.Representation);
        Assert.Null(part.Modalities);
    }

    [Fact]
    public async Task Embed_Text_IsAVectorOfItsSpace()
    {
        var embedding = await Client.Search.EmbedAsync("a red ball");

        Assert.Equal([0.6f, 0.8f], embedding.Values);
        Assert.Equal("triad-mini@0123456789abcdef", embedding.Space);
        Assert.Equal(Modalities.Text, embedding.Modalities);
        var asking = Assert.Single(embedding.Vectors);
        Assert.Equal(["full", "va"], asking.Representations);
        Assert.Equal([0.6f, 0.8f], asking.Values);
        Assert.Equal(embedding.Space, asking.Space);
    }

    [Fact]
    public async Task Query_OperatorsClient_NamesItsTenant()
    {
        using var client = new TriadClient(Fixture.Options() with { Tenant = "acme" });

        await client.Search.QueryAsync("a red ball");

        Assert.Equal("acme", Script.Searches.Single().TenantId);
    }
}
