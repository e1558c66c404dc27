using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Doubles;
using Triad.Testing.Indexing;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Shards;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Tenancy;
using Triad.Vectors.Qdrant.Tests.Calls;

namespace Triad.Vectors.Qdrant.Tests.Tenancy;

/// <summary>
/// Tenants move to a shard key of their own and back: searches go on, a move that was cut anywhere is gone on with, nothing is lost.
/// </summary>
public sealed class TenancyTests : IAsyncLifetime
{
    private const int Dimension = 4;
    private const int Videos = 5;

    private static readonly SpaceId Space = SpaceId.From("mini@0123456789abcdef");
    private static readonly CancellationToken None = CancellationToken.None;

    private readonly ShardId _shard = new(TenantId.From("acme"), 0);
    private readonly ShardId _neighbour = new(TenantId.From("birch"), 0);
    private QdrantDouble _server = null!;
    private QdrantIndexFixture _fixture = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await QdrantDouble.StartAsync();
        _fixture = new QdrantIndexFixture(_server.Address);
    }

    public async ValueTask DisposeAsync()
    {
        await _fixture.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    [Trait("recorded", "yes")]
    public async Task Promote_ThenDemote_MovesAllAndLeavesTheNeighbour()
    {
        var services = await CreateFilled();
        var tenancy = services.GetRequiredService<QdrantTenancy>();

        Ok(await tenancy.PromoteAsync(_shard.Tenant, Space, None));
        Assert.Equal((0, Videos * 3 + 1), await PlacesAsync(services));
        await AssertWholeAsync(services);

        Ok(await tenancy.DemoteAsync(_shard.Tenant, Space, None));
        Assert.Equal((Videos * 3 + 1, 0), await PlacesAsync(services));
        await AssertWholeAsync(services);
        var writer = services.GetRequiredService<IVectorWriter>();
        Assert.True((await writer.UpsertAsync(_shard, 1, new RandomPoints(9, Dimension).Video("later", 1, 1), None)).IsOk);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Move_Repeated_ChangesNothing(bool promote)
    {
        var services = await CreateFilled();
        var tenancy = services.GetRequiredService<QdrantTenancy>();
        for (var i = 0; i < 2; i++)
            Ok(promote ? await tenancy.PromoteAsync(_shard.Tenant, Space, None) : await tenancy.DemoteAsync(_shard.Tenant, Space, None));

        await AssertWholeAsync(services);
        Assert.Equal(promote ? (0, Videos * 3 + 1) : (Videos * 3 + 1, 0), await PlacesAsync(services));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task Move_CutAtAnyCall_IsGoneOnWithAndNothingIsLost(bool promote, bool answered)
    {
        for (var cut = 1; ; cut++)
        {
            await using var fixture = new QdrantIndexFixture(_server.Address);
            var services = await CreateFilled(fixture);
            if (!promote)
                Ok(await services.GetRequiredService<QdrantTenancy>().PromoteAsync(_shard.Tenant, Space, None));
            var killer = new CutAfter(cut, answered);
            var dying = fixture.Services(options => options.MaxRetries = 0, null, killer).GetRequiredService<QdrantTenancy>();
            var moved = await Move(dying);
            await AssertWholeAsync(services);
            if (moved.IsOk && killer.Made < cut)
                return;

            // Whoever goes on waits for the lease and the hold of the dead one to end: his clock is later.
            var next = fixture.Services(null, new ShiftedTime(TimeSpan.FromHours(1)));
            Ok(await Move(next.GetRequiredService<QdrantTenancy>()));
            await AssertWholeAsync(services);
            Assert.Equal(promote ? (0, Videos * 3 + 1) : (Videos * 3 + 1, 0), await PlacesAsync(services));
        }

        Task<Result> Move(QdrantTenancy tenancy) =>
            promote ? tenancy.PromoteAsync(_shard.Tenant, Space, None) : tenancy.DemoteAsync(_shard.Tenant, Space, None);
    }

    [Fact]
    public async Task Promote_BesideWritesAndSearches_LosesNothingAndRefusesNothing()
    {
        var services = await CreateFilled();
        var (writer, reader) = (services.GetRequiredService<IVectorWriter>(), services.GetRequiredService<IVectorReader>());
        var random = new RandomPoints(77, Dimension);
        _server.HoldTransfers();

        var begun = _server.NextCallAsync("Collections/UpdateCollectionClusterSetup");
        var moving = services.GetRequiredService<QdrantTenancy>().PromoteAsync(_shard.Tenant, Space, None);
        await begun.WaitAsync(TimeSpan.FromMinutes(1));
        for (var i = 0; i < 4; i++)
        {
            Ok(await writer.UpsertAsync(_shard, 1, random.Video($"during-{i}", 1, 2), None));
            Assert.Equal((Videos * 3) + ((i + 1) * 2), await FoundAsync(reader));
        }

        Ok(await writer.DeleteAsync(_shard, 1, VideoId.From("during-0"), null, None));
        Ok(await writer.DeleteAsync(_shard, 1, VideoId.From("video-0"), null, None));
        Assert.False(moving.IsCompleted);
        _server.ReleaseTransfers();
        Ok(await moving);

        Assert.Equal(((Videos - 1) * 3) + 6, await FoundAsync(reader));
        Assert.Equal((0, ((Videos - 1) * 3) + 6 + 1), await PlacesAsync(services));
    }

    [Fact]
    public async Task Demote_WritesMeanwhile_AreRefusedForAMomentAndSearchesGoOn()
    {
        var gate = new CallGate("DeleteShardKey");
        var services = await CreateFilled(null, null, gate);
        var (writer, reader) = (services.GetRequiredService<IVectorWriter>(), services.GetRequiredService<IVectorReader>());
        var tenancy = services.GetRequiredService<QdrantTenancy>();
        Ok(await tenancy.PromoteAsync(_shard.Tenant, Space, None));

        var moving = tenancy.DemoteAsync(_shard.Tenant, Space, None);
        await gate.Reached.WaitAsync(TimeSpan.FromMinutes(1));
        var refused = await writer.UpsertAsync(_shard, 1, new RandomPoints(9, Dimension).Video("later", 1, 1), None);

        // Neither may another activation take over now, nor a shard begin: what it noted would go with the key.
        var raised = await writer.OpenAsync(_shard, Space, RandomPoints.Shapes(Dimension), 2, None);
        var begun = await writer.OpenAsync(_shard with { Number = 1 }, Space, RandomPoints.Shapes(Dimension), 1, None);
        Assert.Equal((ErrorReason.Unavailable, ErrorReason.Unavailable), (raised.Error?.Reason, begun.Error?.Reason));
        Assert.Equal(Videos * 3, await FoundAsync(reader));
        gate.Open();
        Ok(await moving);

        Assert.Equal(ErrorReason.Unavailable, refused.Error?.Reason);
        Assert.NotNull(refused.Error?.RetryAfter);
        await AssertWholeAsync(services);
        Ok(await writer.UpsertAsync(_shard, 1, new RandomPoints(9, Dimension).Video("later", 1, 1), None));
    }

    [Fact]
    public async Task Move_AnotherUnderWay_IsRefused()
    {
        var services = await CreateFilled();
        Assert.NotNull((await services.GetRequiredService<TenancyLease>().TakeAsync(None)).Value);

        var moved = await _fixture.Services().GetRequiredService<QdrantTenancy>().PromoteAsync(_shard.Tenant, Space, None);

        Assert.Equal(ErrorReason.Unavailable, moved.Error?.Reason);
        Assert.Equal("Another tenant is being moved.", moved.Error?.Message);
    }

    [Fact]
    public async Task Service_TenantsBecomeLargeOrSmall_MovesThem()
    {
        var services = await CreateFilled(configure: options =>
        {
            options.PromotePoints = 10;
            options.DemotePoints = 8;
            options.PromoteQueriesPerSecond = 0;
            options.MinTimeBetweenMoves = TimeSpan.Zero;
        });
        var service = services.GetRequiredService<IEnumerable<IHostedService>>().OfType<TenancyService>().Single();
        var writer = services.GetRequiredService<IVectorWriter>();

        await service.LookAsync(None);
        Assert.Equal((0, Videos * 3 + 1), await PlacesAsync(services));

        for (var video = 0; video < 3; video++)
            Ok(await writer.DeleteAsync(_shard, 1, VideoId.From($"video-{video}"), null, None));
        await service.LookAsync(None);
        Assert.Equal((7, 0), await PlacesAsync(services));
    }

    [Fact]
    public async Task Service_ASmallTenantIsSearchedOften_MovesItAndKeepsItForItsTime()
    {
        var services = await CreateFilled(configure: options =>
        {
            options.PromotePoints = 0;
            options.DemotePoints = 1000;
            options.PromoteQueriesPerSecond = 1e-4;
            options.DemoteQueriesPerSecond = 1e-5;
            options.MinTimeBetweenMoves = TimeSpan.FromHours(1);
        });
        var service = services.GetRequiredService<IEnumerable<IHostedService>>().OfType<TenancyService>().Single();
        await FoundAsync(services.GetRequiredService<IVectorReader>());

        await service.LookAsync(None);
        Assert.Equal((0, (Videos * 3) + 1), await PlacesAsync(services));

        // It is quiet and small now, and stays all the same.
        services.GetRequiredService<TenantCandidates>().Note(_shard.Tenant, Space);
        await service.LookAsync(None);
        Assert.Equal((0, (Videos * 3) + 1), await PlacesAsync(services));
        await AssertWholeAsync(services);
    }

    [Fact]
    public async Task Service_OfAnotherSiloAfterAnInterruptedMove_EndsIt()
    {
        var services = await CreateFilled();
        var keys = services.GetRequiredService<ShardKeys>();
        Assert.Null(await keys.CreateAsync(CollectionNaming.OfSpace(_fixture.Prefix, Space), _shard.Tenant, None));

        var other = _fixture.Services();
        await other.GetRequiredService<IEnumerable<IHostedService>>().OfType<TenancyService>().Single().LookAsync(None);

        Assert.Equal((0, Videos * 3 + 1), await PlacesAsync(services));
        await AssertWholeAsync(services);
    }

    private static void Ok(Result result) => Assert.True(result.IsOk, result.Error?.Message);

    private static void Ok(Result<long> result) => Assert.True(result.IsOk, result.Error?.Message);

    private async Task<IServiceProvider> CreateFilled(
        QdrantIndexFixture? fixture = null,
        Action<QdrantVectorsOptions>? configure = null,
        params IReadOnlyList<Interceptor> interceptors)
    {
        var services = (fixture ?? _fixture).Services(configure, null, interceptors);
        var writer = services.GetRequiredService<IVectorWriter>();
        var random = new RandomPoints(3, Dimension);
        foreach (var shard in new[] { _shard, _neighbour })
        {
            Ok(await writer.OpenAsync(shard, Space, RandomPoints.Shapes(Dimension), 1, None));
            for (var video = 0; video < Videos && (shard == _shard || video < 2); video++)
                Ok(await writer.UpsertAsync(shard, 1, random.Video($"video-{video}", 1, 3), None));
        }

        return services;
    }

    private async Task AssertWholeAsync(IServiceProvider services)
    {
        var reader = services.GetRequiredService<IVectorReader>();
        Assert.Equal(Videos * 3, await FoundAsync(reader));
        var neighbour = await reader.SearchAsync(Query(_neighbour), None);
        Assert.Equal(6, neighbour.Value.Legs[0].Count);
    }

    private async Task<int> FoundAsync(IVectorReader reader)
    {
        var hits = await reader.SearchAsync(Query(_shard), None);
        Assert.True(hits.IsOk, hits.Error?.Message);
        return hits.Value.Legs[0].Select(hit => hit.Id).Distinct().Count();
    }

    // Points in the shared shard, and under the tenant's own key.
    private async Task<(long Shared, long Own)> PlacesAsync(IServiceProvider services)
    {
        var (points, options) = (services.GetRequiredService<PointReader>(), services.GetRequiredService<QdrantVectorsOptions>());
        var collection = CollectionNaming.OfSpace(options.CollectionPrefix, Space);
        var shared = await points.CountAsync(TenantRequests.ToShared(collection, _shard.Tenant, options), [], None);
        var own = await points.CountAsync(TenantRequests.ToOwn(collection, _shard.Tenant, options), [], None);
        return (shared.Value, own.IsOk ? own.Value : 0);
    }

    private static VectorQuery Query(ShardId shard) => new(
        shard,
        Space,
        [new QueryLeg(RepresentationName.Full, new RandomPoints(5, Dimension).Vector())],
        Filter.Everything,
        [],
        HitGrouping.Segment,
        100);
}
