using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Grains.Tests.Effects;

/// <summary>An index whose writes may go wrong.</summary>
internal sealed class FaultyVectorIndex(IVectorIndex index, EffectFaults faults) : IVectorIndex
{
    public Task<Result<long>> OpenAsync(ShardId shard, SpaceId space, int dimension, long epoch, CancellationToken cancellationToken) =>
        RunAsync(shard, "open", () => index.OpenAsync(shard, space, dimension, epoch, cancellationToken));

    public Task<Result<long>> UpsertAsync(ShardId shard, long epoch, IReadOnlyList<VectorPoint> points, CancellationToken cancellationToken) =>
        RunAsync(shard, "upsert", () => index.UpsertAsync(shard, epoch, points, cancellationToken));

    public Task<Result<long>> DeleteAsync(ShardId shard, long epoch, VideoId video, int? generation, CancellationToken cancellationToken) =>
        RunAsync(shard, "delete", () => index.DeleteAsync(shard, epoch, video, generation, cancellationToken));

    public Task<Result<VectorHits>> SearchAsync(VectorQuery query, CancellationToken cancellationToken) => index.SearchAsync(query, cancellationToken);

    public Task<Result<IReadOnlyList<VectorPoint>>> GetAsync(
        ShardId shard, VideoGeneration video, int? segment, CancellationToken cancellationToken) => index.GetAsync(shard, video, segment, cancellationToken);

    public Task<Result> WaitAsync(ShardId shard, long sequence, TimeSpan timeout, CancellationToken cancellationToken) =>
        index.WaitAsync(shard, sequence, timeout, cancellationToken);

    public Task<Result> DropAsync(ShardId shard, long epoch, CancellationToken cancellationToken) =>
        faults.RunAsync(shard.Tenant.Value, "vectors: drop", () => index.DropAsync(shard, epoch, cancellationToken), Result.Fail);

    private Task<Result<long>> RunAsync(ShardId shard, string what, Func<Task<Result<long>>> act) =>
        faults.RunAsync(shard.Tenant.Value, $"vectors: {what}", act, Result<long>.Fail);
}
