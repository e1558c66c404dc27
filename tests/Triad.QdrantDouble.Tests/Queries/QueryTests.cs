using Grpc.Core;
using Qdrant.Client.Grpc;
using Triad.Doubles.Tests.Fixtures;
using static Triad.Doubles.Tests.Fixtures.DoubleFixture;

namespace Triad.Doubles.Tests.Queries;

public sealed class QueryTests
{
    [Theory]
    [InlineData(Distance.Dot, "3:7 2:3 1:1")]
    [InlineData(Distance.Cosine, "2:1 3:0.98 1:0.89")]
    [InlineData(Distance.Euclid, "1:1 2:1 3:3.61")]
    [InlineData(Distance.Manhattan, "1:1 2:1 3:5")]
    public async Task Nearest_ByADistance_HasItsScoresAndOrder(Distance distance, string expected)
    {
        await using var sut = await CreateAsync(distance);
        await sut.UpsertAsync(null, Point(1, 1, 0), Point(2, 2, 1), Point(3, 4, 3));
        var (x, y) = distance == Distance.Cosine ? (4f, 2f) : (1f, 1f);

        var hits = await sut.QueryAsync(new QueryPoints { Query = Near(x, y) });

        var scores = hits.Select(hit => FormattableString.Invariant($"{hit.Id.Num}:{Math.Round(hit.Score, 2)}"));
        Assert.Equal(expected, string.Join(' ', scores));
    }

    [Fact]
    public async Task Hits_OfEqualScore_StandByTheirIds()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(3, 1, 0), Point(1, 1, 0), Point(2, 1, 5));

        var hits = await sut.QueryAsync(new QueryPoints { Query = Near(1, 0), Limit = 2 });

        Assert.Equal([1UL, 2UL], hits.Select(hit => hit.Id.Num));
    }

    [Fact]
    public async Task NotANumber_StandsFirst()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 9, 9), Point(2, float.NaN, 0));

        var first = (await sut.QueryAsync(new QueryPoints { Query = Near(1, 0) }))[0];

        Assert.Equal(2UL, first.Id.Num);
        Assert.True(float.IsNaN(first.Score));
    }

    [Theory]
    [InlineData(2, 0, "1 2")]
    [InlineData(2, 2, "3 4")]
    [InlineData(2, 4, "5")]
    [InlineData(2, 9, "")]
    public async Task Pages_OfARanking_GoOnWhereTheLastEnded(ulong limit, ulong offset, string ids)
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, [.. Enumerable.Range(1, 5).Select(i => Point((ulong)i, 10 - i, 0))]);

        var hits = await sut.QueryAsync(new QueryPoints { Query = Near(1, 0), Limit = limit, Offset = offset });

        Assert.Equal(ids, string.Join(' ', hits.Select(hit => hit.Id.Num)));
    }

    [Fact]
    public async Task Threshold_OfADistance_IsTheFarthest()
    {
        await using var sut = await CreateAsync(Distance.Euclid);
        await sut.UpsertAsync(null, Point(1, 1, 0), Point(2, 5, 0));

        var hits = await sut.QueryAsync(new QueryPoints { Query = Near(0, 0), ScoreThreshold = 2 });

        Assert.Equal(1UL, Assert.Single(hits).Id.Num);
    }

    [Fact]
    public async Task StoredItem_AsAQuery_IsLeftOutOfTheAnswer()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 1, 0), Point(2, 2, 0));

        var query = new Query { Nearest = new VectorInput { Id = new PointId { Num = 1 } } };
        var hits = await sut.QueryAsync(new QueryPoints { Query = query });

        Assert.Equal(2UL, Assert.Single(hits).Id.Num);
    }

    [Fact]
    public async Task Search_OfAnOlderClient_AnswersAsTheQueryDoes()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 3, 0), Point(2, 2, 0), Point(3, 1, 0));
        var search = new SearchPoints { CollectionName = Collection, Vector = { 1, 0 }, Limit = 2, Offset = 1, ScoreThreshold = 1.5f };
#pragma warning disable CS0612 // Older clients call it.
        var answer = await sut.Points.SearchAsync(search);
#pragma warning restore CS0612

        Assert.Equal([(2UL, 2f)], answer.Result.Select(hit => (hit.Id.Num, hit.Score)));
    }

    [Fact]
    public async Task Fusion_OfTwoRankings_AddsTheirRanks()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 3, 0), Point(2, 2, 2), Point(3, 0, 3));

        var hits = await sut.QueryAsync(new QueryPoints
        {
            Prefetch = { new PrefetchQuery { Query = Near(1, 0), Limit = 2 }, new PrefetchQuery { Query = Near(0, 1), Limit = 2 } },
            Query = new Query { Fusion = Fusion.Rrf },
        });

        Assert.Equal(2UL, hits[0].Id.Num);
        Assert.Equal((1f / 3) + (1f / 3), hits[0].Score, 6);
        Assert.Equal([0.5f, 0.5f], hits.Skip(1).Select(hit => hit.Score));
    }

    [Fact]
    public async Task Groups_OfAField_HaveTheirBestHits()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(
            null,
            Point(1, 9, 0, ("video", "a")),
            Point(2, 8, 0, ("video", "a")),
            Point(3, 7, 0, ("video", "a")),
            Point(4, 6, 0, ("video", "b")),
            Point(5, 5, 0));

        var answer = await sut.Points.QueryGroupsAsync(
            new QueryPointGroups { CollectionName = Collection, Query = Near(1, 0), GroupBy = "video", GroupSize = 2, Limit = 5 });

        Assert.Equal(
            ["a: 1 2", "b: 4"],
            answer.Result.Groups.Select(group => $"{group.Id.StringValue}: {string.Join(' ', group.Hits.Select(hit => hit.Id.Num))}"));
    }

    [Fact]
    public async Task OrderBy_OfAField_StartsWhereItIsTold()
    {
        await using var sut = await CreateAsync();
        await sut.IndexAsync("n", FieldType.Integer);
        await sut.UpsertAsync(null, Point(1, 0, 0, ("n", 5L)), Point(2, 0, 0, ("n", 1L)), Point(3, 0, 0, ("n", 9L)), Point(4, 0, 0));

        var page = await sut.Points.ScrollAsync(new ScrollPoints
        {
            CollectionName = Collection,
            OrderBy = new OrderBy { Key = "n", Direction = Direction.Desc, StartFrom = new StartFrom { Integer = 5 } },
        });

        Assert.Equal([(1UL, 5L), (2UL, 1L)], page.Result.Select(point => (point.Id.Num, point.OrderValue.Int)));
    }

    [Fact]
    public async Task OrderBy_WithoutAnIndex_IsRefused()
    {
        await using var sut = await CreateAsync();

        var query = new QueryPoints { Query = new Query { OrderBy = new OrderBy { Key = "n" } } };
        var error = await Assert.ThrowsAsync<RpcException>(() => sut.QueryAsync(query));

        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
    }

    [Fact]
    public async Task Diversity_OnASecondPage_IsEmptyAsAtAServer()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, [.. Enumerable.Range(1, 5).Select(i => Point((ulong)i, i, 1))]);
        var query = new Query
        {
            NearestWithMmr = new NearestInputWithMmr
            {
                Nearest = Near(1, 0).Nearest,
                Mmr = new Mmr { Diversity = 0.5f, CandidatesLimit = 5 },
            },
        };

        Assert.Equal(2, (await sut.QueryAsync(new QueryPoints { Query = query, Limit = 2 })).Count);
        Assert.Empty(await sut.QueryAsync(new QueryPoints { Query = query, Limit = 2, Offset = 2 }));
    }

    [Fact]
    public async Task Formula_OverScoreAndPayload_IsComputed()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 2, 0, ("n", 10L)), Point(2, 4, 0));
        Expression[] factors = [new() { Constant = 2 }, new() { Variable = "$score" }];
        Expression[] terms = [new() { Mult = new MultExpression { Mult = { factors } } }, new() { Variable = "n" }];
        var formula = new Formula { Expression = new Expression { Sum = new SumExpression { Sum = { terms } } } };
        formula.Defaults["n"] = 1L;

        var hits = await sut.QueryAsync(new QueryPoints
        {
            Prefetch = { new PrefetchQuery { Query = Near(1, 0) } },
            Query = new Query { Formula = formula },
        });

        Assert.Equal([(1UL, 14f), (2UL, 9f)], hits.Select(hit => (hit.Id.Num, hit.Score)));
    }
}
