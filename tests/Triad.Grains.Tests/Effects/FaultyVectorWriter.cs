using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;

namespace Triad.Grains.Tests.Effects;

/// <summary>An index whose writes may go wrong.</summary>
internal sealed class FaultyVectorWriter(IVectorWriter writer, EffectFaults faults) : IVectorWriter
{
    public Task<Result<long>> OpenAsync(
        ShardId shard, SpaceId space, IReadOnlyList<RepresentationShape> representations, long epoch, CancellationToken cancellationToken) =>
        RunAsync(shard, "open", () => writer.OpenAsync(shard, space, representations, epoch, cancellationToken));

    public Task<Result<long>> UpsertAsync(ShardId shard, long epoch, IReadOnlyList<VectorPoint> points, CancellationToken cancellationToken) =>
        RunAsync(shard, "upsert", () => writer.UpsertAsync(shard, epoch, points, cancellationToken));

    public Task<Result<long>> DeleteAsync(ShardId shard, long epoch, VideoId video, int? generation, CancellationToken cancellationToken) =>
        RunAsync(shard, "delete", () => writer.DeleteAsync(shard, epoch, video, generation, cancellationToken));

    public Task<Result<long>> SetMetadataAsync(
        ShardId shard, long epoch, VideoId video, ImmutableDictionary<string, MetadataValue> metadata, CancellationToken cancellationToken) =>
        RunAsync(shard, "metadata", () => writer.SetMetadataAsync(shard, epoch, video, metadata, cancellationToken));

    public Task<Result<long>> CountAsync(ShardId shard, VideoId video, int? generation, CancellationToken cancellationToken) =>
        writer.CountAsync(shard, video, generation, cancellationToken);

    private Task<Result<long>> RunAsync(ShardId shard, string what, Func<Task<Result<long>>> act) =>
        faults.RunAsync(shard.Tenant.Value, $"vectors: {what}", act, Result<long>.Fail);
}
