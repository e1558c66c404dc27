using Grpc.Core;
using Qdrant.Client.Grpc;
using Triad.Doubles.Limits;
using Triad.Doubles.Tests.Fixtures;
using static Triad.Doubles.Tests.Fixtures.DoubleFixture;

namespace Triad.Doubles.Tests.Limits;

public sealed class LimitTests
{
    [Fact]
    public async Task StrictMode_OfACollection_RefusesWhatItForbids()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 1, 0, ("n", 1L)));
        await sut.IndexAsync("n", FieldType.Integer);
        await sut.Collections.UpdateAsync(new UpdateCollection
        {
            CollectionName = Collection,
            StrictModeConfig = new StrictModeConfig
            {
                Enabled = true, MaxQueryLimit = 5, UnindexedFilteringRetrieve = false, UpsertMaxBatchsize = 1, SearchAllowExact = false,
            },
        });

        var good = new QueryPoints { Query = Near(1, 0), Limit = 5, Filter = new Filter { Must = { Is("n", 1) } } };
        Assert.Single(await sut.QueryAsync(good));
        await RefusedAsync("Limit exceeded 6 > 5 for \"limit\"", () => sut.QueryAsync(new QueryPoints { Query = Near(1, 0), Limit = 6 }));
        await RefusedAsync("Limit exceeded 2 > 1 for \"upsert limit\"", () => sut.UpsertAsync(null, Point(1, 0, 0), Point(2, 0, 0)));
        await RefusedAsync(
            "Index required but not found for \"tag\" of one of the following types: [keyword]",
            () => sut.QueryAsync(new QueryPoints { Limit = 5, Filter = new Filter { Must = { Is("tag", "x") } } }));
        await RefusedAsync(
            "Exact search disabled!",
            () => sut.QueryAsync(new QueryPoints { Query = Near(1, 0), Limit = 5, Params = new SearchParams { Exact = true } }));
    }

    [Fact]
    public void Check_OfAFieldOutsideItsRange_NamesItsPath()
    {
        var query = new QueryPoints { Prefetch = { new PrefetchQuery(), new PrefetchQuery { Limit = 0 } } };

        var error = Assert.Throws<RpcException>(() => FieldRules.Check(query));

        Assert.Equal("Validation error in body: [prefetch[1].limit: value 0 invalid, must be 1 or larger]", error.Status.Detail);
    }

    [Fact]
    public void Check_OfASliceBeyondTheLast_IsRefused()
    {
        var slice = new Condition { Slice = new SliceCondition { Total = 3, Index = 3 } };

        Assert.Throws<RpcException>(() => FieldRules.Check(new CountPoints { Filter = new Filter { Must = { slice } } }));
    }

    private static async Task RefusedAsync(string words, Func<Task> call)
    {
        var error = await Assert.ThrowsAsync<RpcException>(call);
        Assert.Equal(StatusCode.InvalidArgument, error.StatusCode);
        Assert.Contains(words, error.Status.Detail, StringComparison.Ordinal);
    }
}
