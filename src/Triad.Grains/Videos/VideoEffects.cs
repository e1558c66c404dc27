using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Core.Media;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <summary>What a video's state machine does outside of its own state. Every effect can be repeated with the same end.</summary>
internal sealed class VideoEffects(VideoKey key, IGrainFactory grains, IMediaStore media)
{
    public Task<Result> EnqueueAsync(IngestPriority priority, CancellationToken cancellationToken) =>
        grains.IngestQueue(key).EnqueueAsync(new IngestJob(key.Tenant, key.Video), priority, cancellationToken);

    public Task<Result> ListAsync(CatalogEntry entry, CancellationToken cancellationToken) => Catalog.AddAsync(entry, cancellationToken);

    /// <summary>The bytes that a creation names and that are not in the store; null where all are there.</summary>
    public async Task<Error?> FindMissingMediaAsync(CreateVideo request, CancellationToken cancellationToken)
    {
        var stored = await media.ListAsync(key.Tenant, key.Video, cancellationToken);
        if (!stored.IsOk)
            return stored.Error;
        return stored.Value.ContainsKey(request.SourceBlob) && (request.CaptionsBlob is null || stored.Value.ContainsKey(request.CaptionsBlob))
            ? null
            : new Error(ErrorReason.Unavailable, "The upload was swept away before it was complete.", "content", null, "Upload again.", TimeSpan.FromSeconds(1));
    }

    public Task<Result<long>> PublishAsync(VideoState state, CancellationToken cancellationToken) =>
        Shard(state).PublishAsync(key.Video, state.LiveGeneration, state.ReplacedGeneration, cancellationToken);

    /// <summary>
    /// Removes what a failed first ingest has written. A failed later one leaves the live generation alone, and its own stays hidden.
    /// </summary>
    public async Task<Result> RemoveVectorsAsync(VideoState state, CancellationToken cancellationToken)
    {
        if (state.LiveGeneration > 0 || state.LastGeneration == 0)
            return Result.Ok;
        var removed = await Shard(state).RemoveAsync(key.Video, state.LastGeneration, cancellationToken);
        return removed.IsOk ? Result.Ok : removed.Error;
    }

    /// <summary>Removes vectors, media and the entry in the catalog.</summary>
    public async Task<Result> EraseAsync(VideoState state, CancellationToken cancellationToken)
    {
        if (state.LastGeneration > 0)
        {
            var removed = await Shard(state).RemoveAsync(key.Video, state.LastGeneration, cancellationToken);
            if (!removed.IsOk)
                return removed.Error;
        }

        return await ForgetAsync(cancellationToken);
    }

    /// <summary>Removes media and the entry in the catalog.</summary>
    public async Task<Result> ForgetAsync(CancellationToken cancellationToken)
    {
        var gone = await media.DeleteVideoAsync(key.Tenant, key.Video, cancellationToken);
        return gone.IsOk ? await Catalog.RemoveAsync(key.Video, cancellationToken) : gone.Error;
    }

    private ICatalogGrain Catalog => grains.Catalog(CatalogKey.Of(key.Tenant, key.Video));

    private IIndexShardGrain Shard(VideoState state) =>
        grains.IndexShard(new ShardId(key.Tenant, state.Shard));
}
