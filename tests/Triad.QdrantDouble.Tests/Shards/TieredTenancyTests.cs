using Grpc.Core;
using Qdrant.Client.Grpc;
using Triad.Doubles.Tests.Fixtures;
using static Triad.Doubles.Tests.Fixtures.DoubleFixture;

namespace Triad.Doubles.Tests.Shards;

/// <summary>A tenant lives in the shared shard, gets one of its own, and goes back.</summary>
public sealed class TieredTenancyTests
{
    private static readonly Filter OfAcme = new() { Must = { Is("tenant", "acme") } };

    [Fact]
    public async Task Fallback_WithoutAnOwnKey_TakesWritesAndReads()
    {
        await using var sut = await CreateShardedAsync();
        await sut.UpsertAsync(Of("acme"), Tenant("acme", 1));

        Assert.Equal(1UL, await sut.CountAsync(Of("acme")));
        Assert.Equal(1UL, await sut.CountAsync(Only(Shared)));
    }

    [Fact]
    public async Task Fallback_WhileTheOwnKeyIsPartial_TakesWritesAndReads()
    {
        await using var sut = await CreateShardedAsync();
        await sut.AddShardKeyAsync("acme", ReplicaState.Partial);
        await sut.UpsertAsync(Of("acme"), Tenant("acme", 1));

        Assert.Equal(Shared, Assert.Single(await sut.QueryAsync(new QueryPoints { ShardKeySelector = Of("acme") })).ShardKey.Keyword);
        var error = await Assert.ThrowsAsync<RpcException>(() => sut.CountAsync(Only("acme")));
        Assert.Equal(StatusCode.Internal, error.StatusCode);
    }

    [Fact]
    public async Task Promotion_WithWritesMeanwhile_LosesNothing()
    {
        await using var sut = await CreateShardedAsync();
        await sut.UpsertAsync(Of("acme"), Tenant("acme", 1), Tenant("acme", 2));
        await sut.UpsertAsync(Of("birch"), Tenant("birch", 3));
        await sut.AddShardKeyAsync("acme", ReplicaState.Partial);
        sut.Server.HoldTransfers();

        await ReplicateAsync(sut, Shared, "acme");
        await sut.UpsertAsync(Of("acme"), Tenant("acme", 4));
        await DeleteAsync(sut, Of("acme"), 1);
        Assert.Equal(ReplicaState.Partial, (await StatesAsync(sut))["acme"]);
        Assert.Equal(2UL, await sut.CountAsync(Of("acme"), OfAcme));
        sut.Server.ReleaseTransfers();

        Assert.Equal(ReplicaState.Active, (await StatesAsync(sut))["acme"]);
        Assert.Equal([2UL, 4UL], await IdsAsync(sut, Only("acme")));
        // The fallback keeps its copies: who promotes clears them.
        Assert.Equal([2UL, 3UL, 4UL], await IdsAsync(sut, Only(Shared)));
        await DeleteAsync(sut, Only(Shared), 2, 4);
        Assert.Equal([2UL, 4UL], await IdsAsync(sut, Of("acme")));
    }

    [Fact]
    public async Task Promotion_ThatIsGivenUp_IsServedByTheFallbackAndBeginsAgain()
    {
        await using var sut = await CreateShardedAsync();
        await sut.UpsertAsync(Of("acme"), Tenant("acme", 1));
        await sut.AddShardKeyAsync("acme", ReplicaState.Partial);
        sut.Server.HoldTransfers();
        await ReplicateAsync(sut, Shared, "acme");

        sut.Server.AbortTransfers();
        Assert.Equal(ReplicaState.Dead, (await StatesAsync(sut))["acme"]);
        Assert.Equal(1UL, await sut.CountAsync(Of("acme")));
        sut.Server.ReleaseTransfers();
        await ReplicateAsync(sut, Shared, "acme");

        Assert.Equal(ReplicaState.Active, (await StatesAsync(sut))["acme"]);
        Assert.Equal([1UL], await IdsAsync(sut, Only("acme")));
    }

    [Fact]
    public async Task Replicate_IntoTheSharedShard_StopsItsTenantsUntilTheEnd()
    {
        await using var sut = await CreateShardedAsync();
        await sut.AddShardKeyAsync("acme");
        await sut.UpsertAsync(Of("birch"), Tenant("birch", 1));
        await sut.UpsertAsync(Of("acme"), Tenant("acme", 2));
        sut.Server.HoldTransfers();

        await ReplicateAsync(sut, "acme", Shared);
        var read = await Assert.ThrowsAsync<RpcException>(() => sut.CountAsync(Only(Shared)));
        var write = await Assert.ThrowsAsync<RpcException>(() => sut.UpsertAsync(Of("birch"), Tenant("birch", 3)));
        sut.Server.ReleaseTransfers();

        Assert.Equal(StatusCode.Internal, read.StatusCode);
        Assert.Equal(StatusCode.Internal, write.StatusCode);
        Assert.Equal([1UL, 2UL, 3UL], await IdsAsync(sut, Of("birch")));
    }

    [Fact]
    public async Task DeleteShardKey_OfATenant_LeavesTheFallback()
    {
        await using var sut = await CreateShardedAsync();
        await sut.AddShardKeyAsync("acme");
        await sut.UpsertAsync(Of("acme"), Tenant("acme", 1));

        await sut.Collections.DeleteShardKeyAsync(
            new DeleteShardKeyRequest { CollectionName = Collection, Request = new DeleteShardKey { ShardKey = Key("acme") } });

        Assert.Equal(0UL, await sut.CountAsync(Of("acme")));
        var error = await Assert.ThrowsAsync<RpcException>(() => sut.CountAsync(Only("acme")));
        Assert.Equal((StatusCode.InvalidArgument, "Bad request: Shard key \"acme\" not found"), (error.StatusCode, error.Status.Detail));
    }

    [Fact]
    public async Task Write_WithoutAShardKey_IsRefused()
    {
        await using var sut = await CreateShardedAsync();

        var error = await Assert.ThrowsAsync<RpcException>(() => sut.UpsertAsync(null, Tenant("acme", 1)));

        Assert.Equal("Wrong input: Shard key not specified", error.Status.Detail);
    }

    [Fact]
    public async Task SameId_InTwoShardKeys_IsTwoPoints()
    {
        await using var sut = await CreateShardedAsync();
        await sut.AddShardKeyAsync("acme");
        await sut.UpsertAsync(Only("acme"), Tenant("acme", 1));
        await sut.UpsertAsync(Only(Shared), Tenant("birch", 1));

        Assert.Equal(2UL, await sut.CountAsync());
        Assert.Equal(1UL, await sut.CountAsync(filter: OfAcme));
    }

    private static PointStruct Tenant(string tenant, ulong id) => Point(id, 1, 0, ("tenant", tenant));

    private static async Task ReplicateAsync(DoubleFixture sut, string from, string to)
    {
        var copy = new ReplicatePoints { FromShardKey = Key(from), ToShardKey = Key(to), Filter = OfAcme };
        await sut.Collections.UpdateCollectionClusterSetupAsync(
            new UpdateCollectionClusterSetupRequest { CollectionName = Collection, ReplicatePoints = copy });
    }

    private static async Task DeleteAsync(DoubleFixture sut, ShardKeySelector shard, params ulong[] ids)
    {
        var points = new PointsIdsList { Ids = { ids.Select(id => new PointId { Num = id }) } };
        var request = new DeletePoints { CollectionName = Collection, Wait = true, ShardKeySelector = shard };
        request.Points = new PointsSelector { Points = points };
        await sut.Points.DeleteAsync(request);
    }

    private static async Task<Dictionary<string, ReplicaState>> StatesAsync(DoubleFixture sut)
    {
        var answer = await sut.Collections.CollectionClusterInfoAsync(new CollectionClusterInfoRequest { CollectionName = Collection });
        return answer.LocalShards.ToDictionary(shard => shard.ShardKey.Keyword, shard => shard.State);
    }

    private static async Task<IEnumerable<ulong>> IdsAsync(DoubleFixture sut, ShardKeySelector shard)
    {
        var page = await sut.Points.ScrollAsync(new ScrollPoints { CollectionName = Collection, ShardKeySelector = shard, Limit = 100 });
        return page.Result.Select(point => point.Id.Num);
    }
}
