using FsCheck;
using FsCheck.Fluent;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>The part about tenants: a user's filter chooses among the tenant's own points, whatever it says.</summary>
public abstract partial class VectorIndexContract
{
    [Fact]
    public void Search_AnyFilterBesideATenantWithTheSameVideos_StaysInItsOwn() => Prop.ForAll<int>(seed => FilterStaysInside(seed).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    private async Task FilterStaysInside(int seed)
    {
        var sut = await CreateSut();
        var random = new RandomPoints(seed, Dimension);
        var stored = new Dictionary<ShardId, List<VectorPoint>>();
        foreach (var tenant in new[] { Tenant, TenantId.From($"n{Tenant.Value[1..]}") })
        {
            var shard = new ShardId(tenant, seed & int.MaxValue);
            Value(await sut.OpenAsync(shard, Space, Dimension, 1, None));
            stored[shard] = [.. Enumerable.Range(0, 4).SelectMany(video => random.VideoAndWhole(tenant, $"video-{video}", 1, 3))];
            Value(await sut.UpsertAsync(shard, 1, stored[shard], None));
        }

        for (var i = 0; i < 20; i++)
        {
            // Also turned into what it forbids, and into a choice: a way out of the tenant would be one of these.
            var drawn = random.Filter(depth: 2);
            foreach (var filter in new[] { drawn, new Filter([], [], [new Nested(drawn)]), new Filter([], [new Nested(drawn), new Nested(Filter.Everything)], []) })
            {
                foreach (var (shard, points) in stored)
                {
                    var query = new VectorQuery(shard, Space, random.Vector(), [], filter, [], HitGrouping.Segment, 100, Level: (VectorLevel)(i % 2));

                    var hits = Value(await sut.SearchAsync(query, None)).Hits;

                    Assert.Empty(hits.Select(hit => hit.Point.Id).Except(points.Select(point => point.Id)));
                    Assert.Equal(points.Count(point => point.IsFull && point.Level == query.Level && filter.Accepts(point.Subject)), hits.Count);
                }
            }
        }

        foreach (var shard in stored.Keys)
            Assert.True((await sut.DropAsync(shard, 1, None)).IsOk);
    }
}
