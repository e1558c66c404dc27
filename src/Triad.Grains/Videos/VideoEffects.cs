using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Core.Media;
using Triad.Core.Webhooks;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Abstractions.Webhooks;

namespace Triad.Grains.Videos;

/// <summary>What a video's state machine does outside of its own state. Every effect can be repeated with the same end.</summary>
internal sealed class VideoEffects(VideoKey key, IGrainFactory grains, IMediaStore media)
{
    public Task<Result> EnqueueAsync(IngestPriority priority, CancellationToken cancellationToken) =>
        grains.IngestQueue(key).EnqueueAsync(new IngestJob(key.Tenant, key.Video), priority, cancellationToken);

    /// <summary>Whether a deletion may begin.</summary>
    public Task<Result> CheckHoldsAsync(CancellationToken cancellationToken) => grains.Holds(key.Tenant).CheckAsync(key.Video, cancellationToken);

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

    /// <summary>Takes the room of the upload for the video.</summary>
    public Task<Result> SettleAsync(CreateVideo request, CancellationToken cancellationToken) =>
        grains.Quota(key.Tenant).SettleAsync(key.Video, request.SourceBlob, request.Length, cancellationToken);

    /// <summary>Gives the seconds of a video back that has nothing that can be found.</summary>
    public Task<Result> UncountSecondsAsync(CancellationToken cancellationToken) =>
        grains.Quota(key.Tenant).MeasureAsync(key.Video, 0, isFinal: true, cancellationToken);

    /// <summary>Whether the video's ingest may go on now.</summary>
    public Task<Result<IngestAdmission>> EnterIngestAsync(TenantQuotas quotas, CancellationToken cancellationToken) =>
        quotas.ConcurrentIngests is null && quotas.EmbedSecondsPerDay is null
            ? Task.FromResult<Result<IngestAdmission>>(IngestAdmission.Granted)
            : grains.Quota(key.Tenant).EnterIngestAsync(key.Video, quotas, cancellationToken);

    public Task<Result<long>> PublishAsync(VideoState state, CancellationToken cancellationToken) =>
        Shard(state).PublishAsync(key.Video, state.LiveGeneration, state.ReplacedGeneration, cancellationToken);

    /// <summary>Gives what a shard has of the video its metadata.</summary>
    public Task<Result<long>> SetMetadataAsync(int shard, VideoState state, CancellationToken cancellationToken) =>
        grains.IndexShard(new ShardId(key.Tenant, shard)).SetMetadataAsync(key.Video, VideoMapper.ToMetadata(state.Metadata), cancellationToken);

    /// <summary>Tells the tenant's ledger what the live generation used.</summary>
    public async Task<Result> RecordUsageAsync(VideoState state, CancellationToken cancellationToken)
    {
        var events = VideoUsage.EventsOf(key, state).Select(UsageEntry.Of).ToImmutableArray();
        return events.IsEmpty ? Result.Ok : await grains.UsageLedger(key.Tenant).RecordAsync(events, cancellationToken);
    }

    /// <summary>Tells the ledger of a generation that is committed and not published yet: once the video goes, nobody else would.</summary>
    public Task<Result> BillCommittedAsync(VideoState state, CancellationToken cancellationToken) =>
        VideoSides.AtWork(state) is { Status: VideoStatus.Indexing } committed
            ? RecordUsageAsync(committed, cancellationToken)
            : Task.FromResult(Result.Ok);

    /// <summary>Has the tenant's webhooks told.</summary>
    public Task<Result> TellAsync(WebhookEvent news, CancellationToken cancellationToken) =>
        grains.Webhooks(key.Tenant).NoteAsync(WebhookNote.Of(news), cancellationToken);

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
            int[] shards = [state.Shard, .. state.Other is { } other ? [other.Shard] : Array.Empty<int>(), .. VideoSides.Dropped(state)];
            foreach (var shard in shards)
            {
                var removed = await RemoveVectorsAsync(shard, state.LastGeneration, cancellationToken);
                if (!removed.IsOk)
                    return removed.Error;
            }
        }

        // Before the catalog forgets it: the hours that it was stored are billed by one of the two.
        var gone = GoneVideo.Of(key.Tenant, key.Video, state.CreatedAt, state.UpdatedAt, state.Length);
        var noted = await grains.UsageLedger(key.Tenant).NoteGoneAsync(gone, cancellationToken);
        return noted.IsOk ? await ForgetAsync(cancellationToken) : noted;
    }

    /// <summary>Removes the video from a shard, and refuses later writes of it there.</summary>
    public async Task<Result> RemoveVectorsAsync(int shard, int throughGeneration, CancellationToken cancellationToken)
    {
        var removed = await grains.IndexShard(new ShardId(key.Tenant, shard)).RemoveAsync(key.Video, throughGeneration, cancellationToken);
        return removed.IsOk ? Result.Ok : removed.Error;
    }

    /// <summary>Removes media and the entry in the catalog, and gives the room back.</summary>
    public async Task<Result> ForgetAsync(CancellationToken cancellationToken)
    {
        var gone = await media.DeleteVideoAsync(key.Tenant, key.Video, cancellationToken);
        if (!gone.IsOk)
            return gone.Error;
        var unlisted = await Catalog.RemoveAsync(key.Video, cancellationToken);
        return unlisted.IsOk ? await grains.Quota(key.Tenant).ForgetAsync(key.Video, cancellationToken) : unlisted;
    }

    private ICatalogGrain Catalog => grains.Catalog(CatalogKey.Of(key.Tenant, key.Video));

    private IIndexShardGrain Shard(VideoState state) =>
        grains.IndexShard(new ShardId(key.Tenant, state.Shard));
}
