using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Abstractions;
using Triad.Testing.Indexing;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Shards;

/// <summary>The writer of a shard, whatever silo it is on.</summary>
public abstract class IndexShardGrainTests
{
    private static readonly SpaceId Space = SpaceId.From("hash@0123456789abcdef");
    private static readonly VideoId Car = VideoId.From("car");
    private static readonly ImmutableArray<RepresentationShape> Fused = [.. RandomPoints.Shapes(8)];

    private protected abstract Layout Layout { get; }

    [Fact]
    public async Task Remove_BeforeAnythingWasWritten_FencesTheHostThatComesLate()
    {
        await using var platform = await StartAsync(ingest: false, layout: Layout);
        await platform.OnboardAsync("acme");
        var shard = platform.Grains.IndexShard(new ShardId(TenantId.From("acme"), 0));

        Value(await shard.RemoveAsync(Car, 1, default));

        Assert.Equal(ErrorReason.EpochStale, (await shard.StageAsync(Car, 1, Space, Fused, default)).Error?.Reason);
        Assert.Null((await shard.StageAsync(Car, 2, Space, Fused, default)).Error);
    }

    [Fact]
    public async Task Stage_MoreRepresentations_AreAddedAndAnotherDimensionIsRefused()
    {
        await using var platform = await StartAsync(ingest: false);
        await platform.OnboardAsync("acme");
        var shard = platform.Grains.IndexShard(new ShardId(TenantId.From("acme"), 0));
        var pictures = new RepresentationShape(RepresentationName.From("clip.v"), 5);
        Value(await shard.UpsertAsync(await SegmentAsync(shard, 1, Fused, Shares(Fused[1], 1)), default));

        var early = await shard.UpsertAsync(await SegmentAsync(shard, 2, Fused, Shares(pictures, 1)), default);
        Value(await shard.UpsertAsync(await SegmentAsync(shard, 3, [pictures], Shares(Fused[1], 1), Shares(pictures, 2)), default));
        var wrong = await shard.StageAsync(Car, 4, Space, [pictures with { Dimension = 6 }], default);
        var stored = Assert.Single(Value(await shard.GetAsync(Car, 3, null, default)));

        Assert.Equal(ErrorReason.FieldInvalid, early.Error?.Reason);
        Assert.Equal(ErrorReason.SpaceMismatch, wrong.Error?.Reason);
        Assert.Equal(["clip.v", Fused[1].Name.Value], stored.Vectors.Select(vector => vector.Representation.Value).Order(StringComparer.Ordinal));
    }

    private static async Task<UpsertSegments> SegmentAsync(
        IIndexShardGrain shard, int generation, ImmutableArray<RepresentationShape> opened, params RepresentationVector[] vectors)
    {
        var staged = await shard.StageAsync(Car, generation, Space, opened, default);
        Assert.True(staged.IsOk, staged.Error?.Message);
        var segment = new VideoSegment(0, TimeSpan.Zero, TimeSpan.FromSeconds(8), Modalities.All, string.Empty);
        return new UpsertSegments(Car, generation, TimeSpan.FromSeconds(8), [new SegmentVectors(segment, [.. vectors])], ImmutableDictionary<string, MetadataValue>.Empty);
    }

    private static RepresentationVector Shares(RepresentationShape shape, int seed) =>
        new(shape.Name, false, [.. new RandomPoints(seed, shape.Dimension).Vector()]);
}
