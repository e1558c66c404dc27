using Grpc.Core;
using Qdrant.Client.Grpc;
using Triad.Doubles.Tests.Fixtures;
using static Triad.Doubles.Tests.Fixtures.DoubleFixture;

namespace Triad.Doubles.Tests.Writes;

public sealed class WriteTests
{
    private static readonly Filter OlderThanTwo = new()
    {
        Must = { new Condition { Field = new FieldCondition { Key = "n", Range = new Qdrant.Client.Grpc.Range { Lt = 2 } } } },
    };

    [Fact]
    public async Task Upsert_WithAFilter_ReplacesOnlyWhatPasses()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 0, 0, ("n", 1L)), Point(2, 0, 0, ("n", 2L)));

        await UpsertAsync(sut, OlderThanTwo, UpdateMode.Upsert, 1, 2, 3);

        Assert.Equal("1:9 2:2 3:9", await NumbersAsync(sut));
    }

    [Theory]
    [InlineData(UpdateMode.Upsert, "1:9 2:9 3:9")]
    [InlineData(UpdateMode.InsertOnly, "1:1 2:2 3:9")]
    [InlineData(UpdateMode.UpdateOnly, "1:9 2:9")]
    public async Task Upsert_InAMode_ChangesWhatTheModeSays(UpdateMode mode, string expected)
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 0, 0, ("n", 1L)), Point(2, 0, 0, ("n", 2L)));

        await UpsertAsync(sut, null, mode, 1, 2, 3);

        Assert.Equal(expected, await NumbersAsync(sut));
    }

    [Fact]
    public async Task Upsert_OfAPoint_ReplacesPayloadAndVectors()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 0, 0, ("a", 1L), ("b", 1L)));
        await sut.UpsertAsync(null, Point(1, 0, 0, ("b", 2L)));

        Assert.Equal("{ \"b\": { \"integerValue\": \"2\" } }", await PayloadAsync(sut));
    }

    [Fact]
    public async Task SetPayload_AtAPath_MergesAndNullRemoves()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 0, 0, ("a", 1L), ("b", 1L)));

        await sut.Points.SetPayloadAsync(new SetPayloadPoints
        {
            CollectionName = Collection, Wait = true, PointsSelector = Ids(1), Key = "c.d", Payload = { ["x"] = 1L },
        });
        var none = new Value { NullValue = NullValue.NullValue };
        await sut.Points.SetPayloadAsync(new SetPayloadPoints
        {
            CollectionName = Collection, Wait = true, PointsSelector = Ids(1), Payload = { ["a"] = none },
        });
        await sut.Points.DeletePayloadAsync(new DeletePayloadPoints
        {
            CollectionName = Collection, Wait = true, PointsSelector = Ids(1), Keys = { "b" },
        });

        const string Expected = "{ \"c\": { \"structValue\": { \"fields\": { \"d\": "
            + "{ \"structValue\": { \"fields\": { \"x\": { \"integerValue\": \"1\" } } } } } } } }";
        Assert.Equal(Expected, await PayloadAsync(sut));
    }

    [Fact]
    public async Task SetPayload_OfAMissingPoint_IsRefusedAfterTheOthers()
    {
        await using var sut = await CreateAsync();
        await sut.UpsertAsync(null, Point(1, 0, 0));

        var error = await Assert.ThrowsAsync<RpcException>(async () => await sut.Points.SetPayloadAsync(new SetPayloadPoints
        {
            CollectionName = Collection, Wait = true, PointsSelector = Ids(1, 7), Payload = { ["n"] = 9L },
        }));

        Assert.Equal((StatusCode.NotFound, "Not found: No point with id 7 found"), (error.StatusCode, error.Status.Detail));
        Assert.Equal("1:9", await NumbersAsync(sut));
    }

    [Fact]
    public async Task Batch_WithAnOperationThatIsRefused_KeepsThoseBefore()
    {
        await using var sut = await CreateAsync();
        var request = new UpdateBatchPoints { CollectionName = Collection, Wait = true };
        foreach (var point in new[] { Point(1, 0, 0, ("n", 9L)), new PointStruct() })
            request.Operations.Add(new PointsUpdateOperation { Upsert = new() { Points = { point } } });

        await Assert.ThrowsAsync<RpcException>(async () => await sut.Points.UpdateBatchAsync(request));

        Assert.Equal("1:9", await NumbersAsync(sut));
    }

    [Fact]
    public async Task Write_ThatDoesNotWait_IsAcknowledged()
    {
        await using var sut = await CreateAsync();

        var answer = await sut.Points.UpsertAsync(new UpsertPoints { CollectionName = Collection, Points = { Point(1, 0, 0) } });

        Assert.Equal(UpdateStatus.Acknowledged, answer.Result.Status);
    }

    [Fact]
    public async Task Upsert_OfAPointWithALargePayload_IsTaken()
    {
        await using var sut = await CreateAsync();
        const int Megabytes = 40;

        await sut.UpsertAsync(null, Point(1, 0, 0, ("text", new string('x', Megabytes * 1024 * 1024))));

        Assert.Equal(1UL, await sut.CountAsync());
    }

    [Fact]
    public async Task Upsert_OfNothing_IsRefused()
    {
        await using var sut = await CreateAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => sut.UpsertAsync(null));

        Assert.Equal("Bad request: Empty update request", error.Status.Detail);
    }

    private static PointsSelector Ids(params ulong[] ids) => new()
    {
        Points = new PointsIdsList { Ids = { ids.Select(id => new PointId { Num = id }) } },
    };

    private static async Task UpsertAsync(DoubleFixture sut, Filter? filter, UpdateMode mode, params ulong[] ids)
    {
        var request = new UpsertPoints { CollectionName = Collection, Wait = true, UpdateFilter = filter, UpdateMode = mode };
        request.Points.Add(ids.Select(id => Point(id, 0, 0, ("n", 9L))));
        await sut.Points.UpsertAsync(request);
    }

    private static async Task<string> NumbersAsync(DoubleFixture sut)
    {
        var page = await sut.Points.ScrollAsync(new ScrollPoints { CollectionName = Collection });
        return string.Join(' ', page.Result.Select(point => $"{point.Id.Num}:{point.Payload["n"].IntegerValue}"));
    }

    private static async Task<string> PayloadAsync(DoubleFixture sut)
    {
        var request = new GetPoints { CollectionName = Collection, Ids = { new PointId { Num = 1 } }, WithPayload = true };
        var answer = await sut.Points.GetAsync(request);
        return answer.Result[0].Payload.ToString();
    }
}
