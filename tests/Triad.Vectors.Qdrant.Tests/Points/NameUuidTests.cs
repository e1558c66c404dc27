using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Points;

namespace Triad.Vectors.Qdrant.Tests.Points;

/// <summary>Stored for ever, so the ids of some stand here.</summary>
public sealed class NameUuidTests
{
    private static readonly ShardId Shard = new(TenantId.From("acme"), 3);

    [Fact]
    public void Ids_AreThese()
    {
        Assert.Equal(
            ["8b5ab510-d1d0-5d59-9304-83dedf8cd0f1", "7cbd102e-e878-5c5a-b677-58234731a838", "25689999-b717-5d90-8bd2-2978cbc67893"],
            new[] { NameUuid.OfPoint(Shard, VideoId.From("v-1"), 2, 7), NameUuid.OfHeader(Shard), NameUuid.OfEntry(Shard) }
                .Select(id => id.ToString()));
    }

    [Fact]
    public void OfPoint_AnotherShard_IsAnotherPoint() => Assert.NotEqual(
        NameUuid.OfPoint(Shard, VideoId.From("v-1"), 2, 7),
        NameUuid.OfPoint(Shard with { Number = 4 }, VideoId.From("v-1"), 2, 7));
}
