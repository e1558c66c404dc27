using FsCheck.Xunit;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>The part about tenants: a user's filter chooses among the tenant's own points, whatever it says.</summary>
public abstract partial class VectorIndexContract
{
    [Trait(Recorded, No)]
    [Property(MaxTest = 20)]
    public Task Search_AnyFilterBesideATenantWithTheSameVideos_StaysInItsOwn(int seed) => FilterStaysInside(seed, 20);

    [Fact]
    public Task Search_FiltersOfASeedBesideATenantWithTheSameVideos_StayInTheirOwn() => FilterStaysInside(1, 4);

    private async Task FilterStaysInside(int seed, int rounds)
    {
        var sut = await CreateSut();
        var random = Points(seed);
        var stored = new Dictionary<ShardId, List<VectorPoint>>();
        foreach (var tenant in new[] { Tenant, TenantId.From($"n{Tenant.Value[1..]}") })
        {
            var shard = new ShardId(tenant, seed & int.MaxValue);
            Value(await sut.Writer.OpenAsync(shard, Space, Shapes, 1, None));
            stored[shard] = [.. Enumerable.Range(0, 4).SelectMany(video => random.VideoAndWhole($"video-{video}", 1, 3))];
            Value(await sut.Writer.UpsertAsync(shard, 1, stored[shard], None));
        }

        for (var i = 0; i < rounds; i++)
        {
            // Also turned into what it forbids, and into a choice: a way out of the tenant would be one of these.
            var drawn = random.Filter(depth: 2);
            foreach (var filter in new[] { drawn, new Filter([], [], [new Nested(drawn)]), new Filter([], [new Nested(drawn), new Nested(Filter.Everything)], []) })
            {
                foreach (var (shard, points) in stored)
                {
                    var query = Query(random.Vector(), 100) with { Shard = shard, Filter = filter, Level = (VectorLevel)(i % 2) };

                    var hits = Value(await sut.Reader.SearchAsync(query, None)).Legs[0];

                    Assert.Equal(ReferenceSearch.Best(points, query).Select(hit => hit.Id).Order(), hits.Select(hit => hit.Id).Order());
                }
            }
        }
    }
}
