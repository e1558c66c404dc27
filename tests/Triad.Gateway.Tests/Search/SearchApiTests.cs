using Google.Protobuf;
using Grpc.Core;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Modality;
using Triad.Gateway.Tests.Doubles;
using Triad.Grains.Abstractions.Searches;

namespace Triad.Gateway.Tests.Search;

public sealed class SearchApiTests
{
    [Fact]
    public async Task Search_WithPartsOfAllKinds_ReachesTheGrainAsAsked()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        SearchRequest? seen = null;
        gateway.World.OnSearch = (request, _) => Answer(seen = request);
        var query = new V1.Query
        {
            Compose = V1.Compose.Late,
            Parts =
            {
                new V1.Part { Text = "a red ball" },
                new V1.Part { Audio = ByteString.CopyFrom(1), Weight = 2 },
                new V1.Part { Video = ByteString.CopyFrom(2) },
                new V1.Part { Image = ByteString.CopyFrom(3), Weight = -0.5 },
                new V1.Part { Stored = new V1.StoredItem { VideoId = "v", SegmentIndex = 0 }, Modalities = new V1.ModalityMask { Audio = true } },
                new V1.Part { Vector = new V1.Vector { Values = { 0.6f, 0.8f }, Space = "triad-mini@0123456789abcdef" } },
            },
        };
        var options = new V1.SearchOptions { Limit = 7, GroupBy = V1.GroupBy.Segment, Level = V1.Level.Video, Representations = { "va", "clip.v", "va" }, Explain = true };

        await gateway.Search.SearchAsync(new V1.SearchRequest { Query = query, Options = options }, GatewayFixture.As(gateway.AcmeKey));

        Assert.Equal(("acme", 7, HitGrouping.Segment, VectorLevel.Video, true), (seen!.TenantId.Value, seen.Limit, seen.Grouping, seen.Level, seen.Explain));
        Assert.Equal(["va", "clip.v"], seen.Targets.Select(name => name.Value));
        Assert.Equal(SearchComposition.Late, seen.Query.Composition);
        Assert.Equal(
            [SearchPartKind.Text, SearchPartKind.Audio, SearchPartKind.Video, SearchPartKind.Image, SearchPartKind.Stored, SearchPartKind.Vector],
            seen.Query.Parts.Select(part => part.Kind));
        Assert.Equal([1, 2, 1, -0.5f, 1, 1], seen.Query.Parts.Select(part => part.Weight));
        Assert.Equal(0, seen.Query.Parts[4].Segment);
        Assert.Equal("a", seen.Query.Parts[4].Representation?.Value);
        Assert.Equal([0.6f, 0.8f], seen.Query.Parts[5].Vector.ToArray());
    }

    [Fact]
    public async Task Search_ForATextWithACaret_TakesTheWholeText()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        SearchRequest? seen = null;
        gateway.World.OnSearch = (request, _) =>
        {
            seen = request;
            return Task.FromResult<Result<SearchAnswer>>(GrainWorld.Answer());
        };

        await SearchAsync(gateway, Text("e=mc^2"));

        Assert.Equal(("e=mc^2", 1), (Assert.Single(seen!.Query.Parts).Text, seen.Query.Parts[0].Weight));
    }

    [Fact]
    public async Task Search_ThatFinds_AnswersHitsWithAllTheyHave()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        gateway.World.OnSearch = (_, _) => Task.FromResult<Result<SearchAnswer>>(
            GrainWorld.Answer(GrainWorld.Hit("v", 0.5f)) with { Text = new TextReport(["xyzzy"], 3), ShardsAsked = 2 });

        var response = await SearchAsync(gateway, Text("ball"));

        var hit = Assert.Single(response.Hits);
        Assert.Equal(("v", 2, 0.5, "tva"), (hit.VideoId, hit.SegmentIndex, hit.Score, hit.Representation));
        Assert.Equal((16, 24), (hit.Span.StartSeconds, hit.Span.EndSeconds));
        Assert.Equal("a red ball", hit.TranscriptSnippet);
        Assert.Equal("v.mp4", hit.VideoName);
        Assert.Equal(20, hit.Thumbnail.TimeSeconds);
        Assert.Equal(1999, hit.Metadata["year"].NumberValue);
        Assert.Equal((V1.Modality.Text, 0.5), (hit.Contributions[0].Modality, hit.Contributions[0].Score));
        Assert.False(hit.HasConfidence);
        Assert.Equal((2, 1), (response.ShardsAsked, response.ShardsAnswered));
        Assert.Equal("xyzzy", Assert.Single(response.TextNotice.UnknownWords));
        Assert.Equal(3, response.TextNotice.CutWordCount);
    }

    public static TheoryData<string, V1.SearchRequest, string, string> BadSearches => new()
    {
        { "no query", new V1.SearchRequest(), "QUERY_EMPTY", "query.parts" },
        { "an empty part", Of(new V1.Part()), "FIELD_MISSING", "query.parts[0]" },
        { "blank text", Of(new V1.Part { Text = "  " }), "FIELD_MISSING", "query.parts[0].text" },
        { "long text", Of(new V1.Part { Text = new string('a', 5000) }), "LIMIT_EXCEEDED", "query.parts[0].text" },
        { "empty audio", Of(new V1.Part { Audio = ByteString.Empty }), "FIELD_MISSING", "query.parts[0].audio" },
        { "large image", Of(new V1.Part { Image = ByteString.CopyFrom(new byte[2000]) }), "LIMIT_EXCEEDED", "query.parts[0].image" },
        { "negative only", Of(new V1.Part { Text = "a", Weight = -1 }), "QUERY_CONTRADICTORY", "query.parts" },
        { "no weight", Of(new V1.Part { Text = "a", Weight = 0 }), "FIELD_INVALID", "query.parts[0].weight" },
        { "infinite weight", Of(new V1.Part { Text = "a", Weight = double.PositiveInfinity }), "FIELD_INVALID", "query.parts[0].weight" },
        { "no number as weight", Of(new V1.Part { Text = "a", Weight = double.NaN }), "FIELD_INVALID", "query.parts[0].weight" },
        { "too many parts", Of([.. Enumerable.Repeat(Text("a"), 17)]), "LIMIT_EXCEEDED", "query.parts" },
        { "no stored id", Of(new V1.Part { Stored = new V1.StoredItem() }), "FIELD_MISSING", "query.parts[0].stored.video_id" },
        { "negative segment", Of(new V1.Part { Stored = new V1.StoredItem { VideoId = "v", SegmentIndex = -1 } }), "FIELD_INVALID", "query.parts[0].stored.segment_index" },
        { "no numbers", Of(new V1.Part { Vector = new V1.Vector() }), "FIELD_MISSING", "query.parts[0].vector.values" },
        { "no numbers but zeros", Of(new V1.Part { Vector = new V1.Vector { Values = { 0, 0 }, Space = "a@0123456789abcdef" } }), "FIELD_INVALID", "query.parts[0].vector.values" },
        { "no space", Of(new V1.Part { Vector = new V1.Vector { Values = { 1 } } }), "FIELD_MISSING", "query.parts[0].vector.space" },
        { "modalities of text", Of(new V1.Part { Text = "a", Modalities = new V1.ModalityMask { Text = true } }), "FIELD_INVALID", "query.parts[0].modalities" },
        { "a composition that is none", With(query: q => q.Compose = (V1.Compose)9), "FIELD_INVALID", "query.compose" },
        { "a sequence", With(query: q => q.Sequence = new V1.Sequence()), "NOT_IMPLEMENTED", "query.sequence" },
        { "limit 0", With(o => o.Limit = 0), "FIELD_INVALID", "options.limit" },
        { "a negative limit", With(o => o.Limit = -5), "FIELD_INVALID", "options.limit" },
        { "a huge limit", With(o => o.Limit = int.MaxValue), "LIMIT_EXCEEDED", "options.limit" },
        { "a target that is none", With(o => o.Representations.Add("VA")), "FIELD_INVALID", "options.representations[0]" },
        { "a later target that is none", With(o => o.Representations.Add(["va", "va", "c l"])), "FIELD_INVALID", "options.representations[2]" },
        { "too many targets", With(o => o.Representations.Add(Enumerable.Range(0, 17).Select(i => $"r{i}"))), "LIMIT_EXCEEDED", "options.representations" },
        { "a representation of text", Of(new V1.Part { Text = "a", Representation = "va" }), "FIELD_INVALID", "query.parts[0].representation" },
        {
            "a representation beside modalities",
            Of(new V1.Part { Stored = new V1.StoredItem { VideoId = "v" }, Representation = "va", Modalities = new V1.ModalityMask { Audio = true } }),
            "FIELD_INVALID", "query.parts[0].representation"
        },
        {
            "a representation that is none",
            Of(new V1.Part { Stored = new V1.StoredItem { VideoId = "v" }, Representation = "V" }), "FIELD_INVALID", "query.parts[0].representation"
        },
        { "a level that is none", With(o => o.Level = (V1.Level)9), "FIELD_INVALID", "options.level" },
        { "a grouping that is none", With(o => o.GroupBy = (V1.GroupBy)9), "FIELD_INVALID", "options.group_by" },
        { "a page token that is none", With(o => o.PageToken = "abc"), "PAGE_TOKEN_INVALID", "options.page_token" },
        { "a watermark that is none", With(o => o.WaitFor = "abc"), "WATERMARK_INVALID", "options.wait_for" },
        { "diversity", With(o => o.Diversity = 0.5), "NOT_IMPLEMENTED", "options.diversity" },
        { "confidence out of range", With(o => o.MinConfidence = -1), "FIELD_INVALID", "options.min_confidence" },
        { "moments", With(o => o.Moments = new V1.MomentOptions()), "NOT_IMPLEMENTED", "options.moments" },
        { "an empty condition", With(o => o.Filter = new V1.Filter { Must = { new V1.Condition() } }), "FIELD_MISSING", "options.filter.must[0]" },
        { "a deep filter", With(o => o.Filter = Deep(5)), "LIMIT_EXCEEDED", "options.filter.must[0].filter.must[0].filter.must[0].filter.must[0].filter" },
        { "a large filter", With(o => o.Filter = Wide(65)), "LIMIT_EXCEEDED", "options.filter" },
        { "an id that is none", With(o => o.Filter = new V1.Filter { Must = { new V1.Condition { VideoIds = new V1.IdCondition { Ids = { "a/b" } } } } }), "FIELD_INVALID", "options.filter.must[0].video_ids.ids[0]" },
        { "a span that ends before it starts", With(o => o.Filter = new V1.Filter { Must = { new V1.Condition { Time = new V1.TimeCondition { Overlaps = new V1.Span { StartSeconds = 2, EndSeconds = 1 } } } } }), "FIELD_INVALID", "options.filter.must[0].time.overlaps.end_seconds" },
        { "an infinite duration", With(o => o.Filter = new V1.Filter { Must = { new V1.Condition { Duration = new V1.DurationCondition { AtMostSeconds = double.PositiveInfinity } } } }), "FIELD_INVALID", "options.filter.must[0].duration.at_most_seconds" },
    };

    [Theory]
    [MemberData(nameof(BadSearches))]
    public async Task Search_ThatCannotBe_NamesReasonFieldAndRemedy(string problem, V1.SearchRequest request, string reason, string field)
    {
        await using var gateway = await GatewayFixture.StartAsync(options => options.Limits.MaxQueryImageBytes = 1000);
        gateway.World.OnSearch = (_, _) => throw new InvalidOperationException("must not be reached");

        var refused = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.AcmeKey)));

        Assert.True((reason, field) == (refused.Info.Reason, refused.Field), $"{problem}: {refused}");
        Assert.NotEmpty(refused.Info.Metadata["remedy"]);
    }

    [Fact]
    public async Task Search_WithSeveralFlaws_NamesAllOfThem()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var request = Of(new V1.Part(), new V1.Part { Text = "a", Weight = 1000 });
        request.Options = new V1.SearchOptions { Limit = 0 };

        var refused = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.AcmeKey)));

        Assert.Equal(
            ["query.parts[0]", "query.parts[1].weight", "options.limit"],
            refused.Fields!.FieldViolations.Select(violation => violation.Field));
    }

    [Fact]
    public async Task PageToken_OfASearch_GoesOnWhereItEnded()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        var end = new SearchPage(GrainWorld.Space, [new ShardSequence(0, 7)], new ScoreCursor(0.1f, new PointId(Guid.NewGuid())))
        {
            Ranking = new RankingPlace(Guid.NewGuid(), 10),
        };
        SearchRequest? seen = null;
        gateway.World.OnSearch = (request, _) =>
        {
            seen = request;
            return Task.FromResult<Result<SearchAnswer>>(GrainWorld.Answer() with { Next = end });
        };
        var request = Of(Text("ball"));
        request.Options = new V1.SearchOptions { PageToken = (await SearchAsync(gateway, Text("ball"))).NextPageToken, Limit = 3 };

        await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.AcmeKey));
        var foreign = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.RivalKey)));
        request.Query.Parts[0].Text = "other";
        var other = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.AcmeKey)));

        Assert.Equal((end.Last, end.Ranking), (seen!.After!.Last, seen.After.Ranking));
        Assert.Equal(end.Sequences.ToArray(), seen.After.Sequences.ToArray());
        Assert.All([foreign, other], refused => Assert.Equal("PAGE_TOKEN_INVALID", refused.Info.Reason));
    }

    [Fact]
    public async Task Watermark_OfAnotherTenant_IsRefused()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        SearchRequest? seen = null;
        gateway.World.OnSearch = (request, _) => Answer(seen = request);
        var request = Of(Text("ball"));
        request.Options = new V1.SearchOptions { WaitFor = (await SearchAsync(gateway, Text("ball"))).Watermark };

        await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.AcmeKey));
        var foreign = await Refusal.OfAsync(async () => await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.RivalKey)));

        Assert.Equal([new ShardSequence(0, 7)], seen!.WaitFor.ToArray());
        Assert.Equal((StatusCode.InvalidArgument, "WATERMARK_INVALID"), (foreign.Code, foreign.Info.Reason));
    }

    [Fact]
    public async Task Search_WithFilterAndWithoutItsStoredParts_TellsTheGrainBoth()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        SearchRequest? seen = null;
        gateway.World.OnSearch = (request, _) => Answer(seen = request);
        var request = Of(new V1.Part { Stored = new V1.StoredItem { VideoId = "v" } });
        request.Options = new V1.SearchOptions { ExcludeStoredParts = true, Filter = Wide(1) };

        await gateway.Search.SearchAsync(request, GatewayFixture.As(gateway.AcmeKey));

        Assert.Equal(new MetadataPresent("k"), Assert.Single(seen!.Filter.Must));
        Assert.True(seen.ExcludeStored);
    }

    [Fact]
    public async Task Embed_OfAQuery_AnswersVectorAndSpace()
    {
        await using var gateway = await GatewayFixture.StartAsync();
        EmbedQuery? seen = null;
        var answer = gateway.World.OnEmbed;
        gateway.World.OnEmbed = query => answer(seen = query);

        var response = await gateway.Search.EmbedAsync(
            new V1.EmbedRequest { Query = new V1.Query { Parts = { Text("ball") } }, Modalities = new V1.ModalityMask { Text = true } },
            GatewayFixture.As(gateway.AcmeKey));

        Assert.Equal(Modalities.Text, seen!.Mask);
        Assert.Equal([1, 0], response.Vector.Values);
        Assert.Equal("triad-mini@0123456789abcdef", response.Vector.Space);
        Assert.True(response.Modalities.Text);
        var asking = Assert.Single(response.Vectors);
        Assert.Equal(["full", "v"], asking.Representations);
        Assert.Equal(response.Vector, asking.Vector);
    }

    private static Task<Result<SearchAnswer>> Answer(SearchRequest request) =>
        Task.FromResult<Result<SearchAnswer>>(GrainWorld.Answer() with { Space = SpaceId.From($"{request.TenantId}@0123456789abcdef") });

    private static async Task<V1.SearchResponse> SearchAsync(GatewayFixture gateway, params V1.Part[] parts) =>
        await gateway.Search.SearchAsync(Of(parts), GatewayFixture.As(gateway.AcmeKey));

    private static V1.Part Text(string text) => new() { Text = text };

    private static V1.SearchRequest Of(params V1.Part[] parts) => new() { Query = new V1.Query { Parts = { parts } } };

    private static V1.SearchRequest With(Action<V1.SearchOptions>? options = null, Action<V1.Query>? query = null)
    {
        var request = Of(Text("a"));
        request.Options = new V1.SearchOptions();
        options?.Invoke(request.Options);
        query?.Invoke(request.Query);
        return request;
    }

    private static V1.Filter Deep(int depth) => depth == 1
        ? Wide(1)
        : new V1.Filter { Must = { new V1.Condition { Filter = Deep(depth - 1) } } };

    private static V1.Filter Wide(int count) => new()
    {
        Must = { Enumerable.Repeat(new V1.Condition { Metadata = new V1.MetadataCondition { Key = "k", Exists = true } }, count) },
    };
}
