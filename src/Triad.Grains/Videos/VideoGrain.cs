using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Orleans.Storage;
using Triad.Core.Errors;
using Triad.Core.Ingest;
using Triad.Core.Media;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Erasure;
using Triad.Grains.State;

namespace Triad.Grains.Videos;

/// <inheritdoc cref="IVideoGrain"/>
internal sealed partial class VideoGrain(
    [PersistentState(VideoGrain.StateName, GrainStorageNames.Grains)] IPersistentState<VideoState> store,
    [FromKeyedServices(GrainStorageNames.Grains)] IGrainStorage storage,
    IGrainFactory grains,
    IMediaStore media,
    ErasureWork erasures,
    IOptions<VideoOptions> options,
    LongWait waits,
    TimeProvider time) : Grain, IVideoGrain, IRemindable
{
    private const string StateName = "video";

    private readonly VideoActivity _activity = new(waits);
    private DurableState<VideoState> _state = null!;
    private bool _isRead;
    private VideoKey _key;
    private VideoEffects _effects = null!;
    private VideoFreshness _freshness = null!;
    private VideoErasure _erasure = null!;

    private VideoState Current => _state.Current;

    /// <summary>The state with the side that is at work as its own; see <see cref="VideoSides"/>.</summary>
    private VideoState AtWork => VideoSides.AtWork(Current);

    private bool Lives => _state.Exists && !Current.Erased;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = VideoKey.Parse(this.GetPrimaryKeyString());
        _state = new DurableState<VideoState>(store);
        _effects = new VideoEffects(_key, grains, media);
        _freshness = new VideoFreshness(new StoredState<VideoState>(storage, StateName, this.GetGrainId()), options.Value, time);
        _erasure = new VideoErasure(_key, _effects, erasures, grains, time);
        _activity.Follow(Current);
        return Task.CompletedTask;
    }

    public async Task<Result<VideoSnapshot>> CreateAsync(CreateVideo request, CancellationToken cancellationToken)
    {
        if (Lives)
            return VideoRules.AnswerRepeat(_key, Current, request) is { } refusal ? refusal : Snapshot();
        var tenant = await grains.Tenant(_key.Tenant).GetAsync(cancellationToken);
        if (VideoRules.CheckTenant(tenant) is { } problem)
            return problem;

        // An abandoned upload of this id may just have been swept away together with these bytes: only what is there is taken on.
        if (await _effects.FindMissingMediaAsync(request, cancellationToken) is { } missing)
            return missing;

        // The job is the recorded intent: whatever is cut short after it, the next host that leases it puts in order (BeginAsync).
        var createdAt = time.GetUtcNow();
        var queued = await _effects.EnqueueAsync(IngestPriority.Normal, cancellationToken);
        if (!queued.IsOk)
            return queued.Error;
        var settled = await _effects.SettleAsync(request, cancellationToken);
        if (!settled.IsOk)
            return settled.Error;
        var listed = await _effects.ListAsync(new CatalogEntry(_key.Video, createdAt, request.Length), cancellationToken);
        if (!listed.IsOk)
            return listed.Error;
        if (await NoteRetentionAsync(createdAt, request.Retention, cancellationToken) is { IsOk: false } unnoted)
            return unnoted.Error!;
        await this.RegisterOrUpdateReminder(SafetyNet, SafetyNetPeriod, SafetyNetPeriod, cancellationToken);

        // Last of all: a creation that answers a fault has not happened, and its caller takes the bytes away again.
        try
        {
            await WriteAsync(VideoRules.New(_key, Current, request, tenant.Value, createdAt, Activity.Current?.Id), cancellationToken);
        }
        catch when (Lives && Current.SourceBlob == request.SourceBlob)
        {
            // It has happened: only the storage's answer was lost.
        }

        return Snapshot();
    }

    public async Task<Result<VideoSnapshot>> GetAsync(CancellationToken cancellationToken)
    {
        _isRead = true;
        if (await NewerAsync() is { } newer)
            return newer;
        if (!_state.Exists)
            DeactivateOnIdle(); // A guessed id shall not stay in memory.
        return Lives ? Snapshot() : VideoMapper.NotFound(_key);
    }

    public async Task<Result<VideoSnapshot>> WatchAsync(long seenVersion, CancellationToken cancellationToken)
    {
        if (await NewerAsync() is { } newer)
            return newer;
        if (Lives)
            await _activity.WaitAsync(seenVersion, cancellationToken);
        if (waits.IsStopping)
            DeactivateOnIdle(); // The next call goes to another silo.
        return Lives ? Snapshot() : VideoMapper.NotFound(_key);
    }

    public Task<Result<ImmutableArray<VideoSegment>>> SegmentsAsync(int from, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<VideoSegment>>>(
            Lives
                ? Current.Segments.Skip(from).Take(limit).Select(VideoMapper.ToSegment).ToImmutableArray()
                : VideoMapper.NotFound(_key));

    public Task<Result<HitTexts>> HitTextsAsync(int generation, ImmutableArray<int> segments, CancellationToken cancellationToken)
    {
        _isRead = true;
        if (!_state.Exists)
            DeactivateOnIdle();
        return Task.FromResult<Result<HitTexts>>(Lives
            ? new HitTexts(Current.Name, [.. segments.Select(index => VideoRules.TextOf(Current, generation, index))])
            : VideoMapper.NotFound(_key));
    }

    public async Task<Result<IngestPlan>> BeginAsync(string host, CancellationToken cancellationToken)
    {
        if (!Lives)
        {
            if (await RefuseIfMadeElsewhereAsync() is { } moved)
                return moved;

            // A creation or an erasure was cut short: leave no trace of it.
            var forgotten = await _effects.ForgetAsync(cancellationToken);
            return await DropAsync(forgotten.IsOk ? await EndErasureAsync(cancellationToken) : forgotten);
        }

        if (Current.Status == VideoStatus.Deleting)
            return await DropAsync(await EraseAsync(string.Empty, cancellationToken));
        if (AtWork.Status == VideoStatus.Indexing)
            return await DropAsync(await PublishAsync(cancellationToken));
        var tenant = await grains.Tenant(_key.Tenant).GetAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error;
        if (tenant.Value.Status == TenantStatus.Deleting)
            return VideoRules.Drop; // The erasure of the tenant sees to it.
        await TakeOnAsync(tenant.Value, cancellationToken);
        if (await CleanUpDroppedAsync(cancellationToken) is { IsOk: false } kept)
            return kept.Error!;
        if (await TellMetadataAsync(cancellationToken) is { IsOk: false } untold)
            return untold.Error!;
        var isOther = VideoSides.IsOtherNext(Current, tenant.Value);
        if (!isOther && !VideoRules.IsUnfinished(Current.Status))
            return await DropAsync(await EndAsync(cancellationToken));
        return await BeginSideAsync(isOther, isOther ? VideoSides.OtherOf(tenant.Value) : tenant.Value, cancellationToken);
    }

    public async Task<Result<VideoAlignment>> AlignAsync(CancellationToken cancellationToken)
    {
        if (await RefuseIfMadeElsewhereAsync() is { } moved)
            return moved;
        if (!Lives || Current.Status == VideoStatus.Deleting)
        {
            DeactivateOnIdle();
            return VideoMapper.NotFound(_key);
        }

        var tenant = await grains.Tenant(_key.Tenant).GetAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error;
        await TakeOnAsync(tenant.Value, cancellationToken);
        if (!_isRead && !VideoRules.IsUnfinished(AtWork.Status))
            DeactivateOnIdle(); // A walk through a large library shall not leave all of it in memory.
        return VideoSides.AlignmentOf(Current, tenant.Value);
    }

    public Task<Result> ReportAsync(IngestProgress progress, CancellationToken cancellationToken)
    {
        if (Refuse(progress.Epoch) is { } stale)
            return Task.FromResult<Result>(stale);
        if (!Current.OtherAtWork)
            _activity.Follow(progress); // What is done beside does not change what the video is.
        return Task.FromResult(Result.Ok);
    }

    public async Task<Result> CheckpointAsync(IngestCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        if (Refuse(checkpoint.Epoch) is { } stale)
            return stale;
        var known = AtWork.PendingSegments;
        var added = checkpoint.Segments.Where(segment => segment.Index >= known.Length).Select(VideoMapper.ToState).ToImmutableArray();
        if (added.Length > 0 || (checkpoint.Whole is not null && AtWork.PendingWhole is null))
        {
            await WriteAtWorkAsync(
                AtWork with
                {
                    Status = VideoStatus.Decoding,
                    PendingSegments = known.AddRange(added),
                    PendingWhole = AtWork.PendingWhole ?? (checkpoint.Whole is { } whole ? VideoMapper.ToState(whole) : null),
                    PendingEmbedded = VideoUsage.Add(AtWork.PendingEmbedded, checkpoint.Embedded),
                },
                cancellationToken);
        }

        return Result.Ok;
    }

    public async Task<Result<VideoSnapshot>> CommitAsync(IngestOutcome outcome, CancellationToken cancellationToken)
    {
        if (Lives && AtWork.LiveGeneration == outcome.Generation && AtWork.Epoch == outcome.Epoch && AtWork.Status == VideoStatus.Ready)
            return await TellAsync(cancellationToken) is { IsOk: false } untold ? untold.Error! : Snapshot(); // The answer to the first commit was lost.
        if (Refuse(outcome.Epoch) is { } stale)
            return stale;
        if (AtWork.Status != VideoStatus.Indexing)
        {
            var committed = VideoUsage.Committed(VideoRules.Committed(AtWork, outcome), Current.OtherAtWork, time.GetUtcNow());
            await WriteAtWorkAsync(committed, cancellationToken);
        }

        var published = await PublishAsync(cancellationToken);
        return published.IsOk ? Snapshot() : published.Error;
    }

    public async Task<Result<IngestVerdict>> FailAsync(IngestFailure failure, CancellationToken cancellationToken)
    {
        if (Refuse(failure.Epoch) is { } stale)
            return stale;
        if (failure.Retryable && AtWork.Status == VideoStatus.Indexing)
            return new IngestVerdict(TimeSpan.FromSeconds(options.Value.RetrySeconds)); // All is durable: only the publication is repeated.
        if (failure is { Retryable: true, Error.Reason: ErrorReason.QuotaExceeded })
        {
            await WriteAtWorkAsync(VideoRules.WithoutAttempt(AtWork), cancellationToken);
            if (!Current.OtherAtWork)
                _activity.Hold(failure.Error.Message);
            return new IngestVerdict(failure.Error.RetryAfter) { IsTenantHeld = true };
        }

        if (failure.Error.Reason == ErrorReason.Unavailable)
        {
            await WriteAtWorkAsync(VideoRules.WithoutAttempt(AtWork), cancellationToken);
            return new IngestVerdict(TimeSpan.FromSeconds(options.Value.OutageRetrySeconds));
        }

        if (failure.Retryable && AtWork.Attempt < options.Value.MaxAttempts)
        {
            await WriteAtWorkAsync(AtWork with { Status = VideoStatus.Queued }, cancellationToken);
            return new IngestVerdict(TimeSpan.FromSeconds(options.Value.RetrySeconds * Math.Pow(2, AtWork.Attempt - 1)));
        }

        var ended = await GiveUpAsync(failure.Error, failure.Retryable, cancellationToken);
        return ended.IsOk ? new IngestVerdict(null) : ended.Error;
    }

    /// <summary>Takes on the lineages that the tenant has now.</summary>
    private async Task TakeOnAsync(TenantSnapshot tenant, CancellationToken cancellationToken)
    {
        var aligned = VideoSides.Align(_key, Current, tenant);
        if (!ReferenceEquals(aligned, Current))
            await WriteAsync(aligned, cancellationToken);
    }

    private async Task<Result> CleanUpDroppedAsync(CancellationToken cancellationToken)
    {
        foreach (var shard in VideoSides.Dropped(Current))
        {
            var removed = await _effects.RemoveVectorsAsync(shard, Current.LastGeneration, cancellationToken);
            if (!removed.IsOk)
                return removed;
        }

        if (!VideoSides.Dropped(Current).IsEmpty)
            await WriteAsync(Current with { DroppedShards = [] }, cancellationToken);
        return Result.Ok;
    }

    private async Task<Result> EndAsync(CancellationToken cancellationToken)
    {
        return Current.Status == VideoStatus.Failed ? await CleanUpAsync(Current, cancellationToken) : await SettleAsync(cancellationToken);
    }

    private async Task<Result<IngestPlan>> BeginSideAsync(bool isOther, TenantSnapshot tenant, CancellationToken cancellationToken)
    {
        var begun = VideoSides.AtWork(Current with { OtherAtWork = isOther });
        if (begun.Attempt >= options.Value.MaxAttempts)
        {
            await WriteAtWorkAsync(begun, cancellationToken);
            return await DropAsync(await GiveUpAsync(VideoRules.TooManyAttempts(begun.Attempt), false, cancellationToken));
        }

        var admitted = await _effects.EnterIngestAsync(tenant.Quotas, cancellationToken);
        if (!admitted.IsOk)
            return admitted.Error;
        if (admitted.Value.Wait is { } wait)
        {
            if (!isOther)
                _activity.Hold(admitted.Value.Why);
            return VideoRules.Waiting(wait);
        }

        if (!isOther)
            _activity.Restart();
        await WriteAtWorkAsync(VideoRules.NextAttempt(begun, tenant), cancellationToken);
        return VideoRules.PlanOf(AtWork, tenant);
    }

    private async Task<Result> GiveUpAsync(Error error, bool retryable, CancellationToken cancellationToken)
    {
        await WriteAtWorkAsync(
            AtWork with { Status = VideoStatus.Failed, Failure = VideoMapper.ToState(error, retryable), Epoch = Current.Epoch + 1 },
            cancellationToken);
        return await CleanUpAsync(AtWork, cancellationToken);
    }

    /// <summary>Removes what the failed side has written.</summary>
    private async Task<Result> CleanUpAsync(VideoState failed, CancellationToken cancellationToken)
    {
        var removed = await _effects.RemoveVectorsAsync(failed, cancellationToken);
        if (removed.IsOk && Current is { Status: VideoStatus.Failed, LiveGeneration: 0 })
            removed = await _effects.UncountSecondsAsync(cancellationToken);
        return removed.IsOk ? await GoOnAsync(cancellationToken) : removed;
    }

    private Task WriteAtWorkAsync(VideoState next, CancellationToken cancellationToken) =>
        WriteAsync(VideoSides.Fold(next), cancellationToken);

    private async Task WriteAsync(VideoState next, CancellationToken cancellationToken)
    {
        _freshness.BeginWrite();
        try
        {
            await _state.WriteAsync(next with { UpdatedAt = time.GetUtcNow(), Writes = Current.Writes + 1 }, cancellationToken);
        }
        finally
        {
            _freshness.EndWrite();
            _activity.Follow(Current);
        }
    }

    /// <summary>What another activation has made of the video, if any; then this one ends, and the next call goes to that one.</summary>
    private async Task<Result<VideoSnapshot>?> NewerAsync()
    {
        var other = Lives ? await _freshness.NewerAsync(() => Current) : await _freshness.MadeElsewhereAsync(() => Lives);
        if (other is not { } newer)
            return null;
        DeactivateOnIdle();
        if (newer.Erased)
            return VideoMapper.NotFound(_key);
        var activity = new VideoActivity(waits);
        activity.Follow(newer);
        return VideoMapper.ToSnapshot(_key, newer, activity);
    }

    /// <summary>Before anything is done because there is no video: a refusal where another activation has one, to which the next call goes.</summary>
    private async Task<Error?> RefuseIfMadeElsewhereAsync()
    {
        if (Lives || await _freshness.MadeElsewhereAsync(() => Lives) is null)
            return null;
        DeactivateOnIdle();
        return VideoRules.MadeElsewhere(_key);
    }

    private Error? Refuse(long epoch) =>
        !Lives ? VideoMapper.NotFound(_key)
        : epoch == Current.Epoch && Current.Status != VideoStatus.Deleting && VideoRules.IsUnfinished(AtWork.Status) ? null
        : VideoRules.Stale(epoch, Current.Epoch);

    private static Task<Result<IngestPlan>> DropAsync(Result done) =>
        Task.FromResult<Result<IngestPlan>>(done.IsOk ? VideoRules.Drop : done.Error);

    private VideoSnapshot Snapshot() => VideoMapper.ToSnapshot(_key, Current, _activity);
}
