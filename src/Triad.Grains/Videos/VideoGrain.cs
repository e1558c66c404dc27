using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Extensions.Options;
using Orleans.Runtime;
using Triad.Core.Errors;
using Triad.Core.Ingest;
using Triad.Core.Media;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.State;

namespace Triad.Grains.Videos;

/// <inheritdoc cref="IVideoGrain"/>
internal sealed class VideoGrain(
    [PersistentState("video", GrainStorageNames.Grains)] IPersistentState<VideoState> store,
    IGrainFactory grains,
    IMediaStore media,
    IOptions<VideoOptions> options,
    LongWait waits,
    TimeProvider time) : Grain, IVideoGrain, IRemindable
{
    private const string SafetyNet = "unfinished";

    private readonly VideoActivity _activity = new(waits);
    private DurableState<VideoState> _state = null!;
    private VideoKey _key;
    private VideoEffects _effects = null!;

    private VideoState Current => _state.Current;

    private bool Lives => _state.Exists && !Current.Erased;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _key = VideoKey.Parse(this.GetPrimaryKeyString());
        _state = new DurableState<VideoState>(store);
        _effects = new VideoEffects(_key, grains, media);
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
        var listed = await _effects.ListAsync(new CatalogEntry(_key.Video, createdAt, request.Length), cancellationToken);
        if (!listed.IsOk)
            return listed.Error;
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

    public Task<Result<VideoSnapshot>> GetAsync(CancellationToken cancellationToken)
    {
        if (!_state.Exists)
            DeactivateOnIdle(); // A guessed id shall not stay in memory.
        return Task.FromResult<Result<VideoSnapshot>>(Lives ? Snapshot() : VideoMapper.NotFound(_key));
    }

    public async Task<Result<VideoSnapshot>> WatchAsync(long seenVersion, CancellationToken cancellationToken)
    {
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
        if (!_state.Exists)
            DeactivateOnIdle();
        return Task.FromResult<Result<HitTexts>>(Lives
            ? new HitTexts(Current.Name, [.. segments.Select(index => VideoRules.TextOf(Current, generation, index))])
            : VideoMapper.NotFound(_key));
    }

    public async Task<Result> DeleteAsync(CancellationToken cancellationToken)
    {
        if (!Lives)
            return VideoMapper.NotFound(_key);
        var queued = await _effects.EnqueueAsync(IngestPriority.Urgent, cancellationToken);
        if (!queued.IsOk)
            return queued;
        return await EraseAsync(cancellationToken);
    }

    public async Task<Result<IngestPlan>> BeginAsync(string host, CancellationToken cancellationToken)
    {
        if (!Lives)
        {
            // A creation or an erasure was cut short: leave no trace of it.
            var forgotten = await _effects.ForgetAsync(cancellationToken);
            if (forgotten.IsOk)
                await EndSafetyNetAsync();
            return await DropAsync(forgotten);
        }

        switch (Current.Status)
        {
            case VideoStatus.Deleting:
                return await DropAsync(await EraseAsync(cancellationToken));
            case VideoStatus.Indexing:
                return await DropAsync(await PublishAsync(cancellationToken));
            case VideoStatus.Failed:
                return await DropAsync(await CleanUpAsync(cancellationToken));
            case VideoStatus.Ready:
                await EndSafetyNetAsync();
                return VideoRules.Drop;
        }

        var tenant = await grains.Tenant(_key.Tenant).GetAsync(cancellationToken);
        if (!tenant.IsOk)
            return tenant.Error;
        if (Current.Attempt >= options.Value.MaxAttempts)
            return await DropAsync(await GiveUpAsync(VideoRules.TooManyAttempts(Current.Attempt), false, cancellationToken));
        _activity.Restart();
        await WriteAsync(VideoRules.NextAttempt(Current, tenant.Value), cancellationToken);
        return VideoRules.PlanOf(Current, tenant.Value);
    }

    public Task<Result> ReportAsync(IngestProgress progress, CancellationToken cancellationToken)
    {
        if (Refuse(progress.Epoch) is { } stale)
            return Task.FromResult<Result>(stale);
        _activity.Follow(progress);
        return Task.FromResult(Result.Ok);
    }

    public async Task<Result> CheckpointAsync(IngestCheckpoint checkpoint, CancellationToken cancellationToken)
    {
        if (Refuse(checkpoint.Epoch) is { } stale)
            return stale;
        var known = Current.PendingSegments;
        var added = checkpoint.Segments.Where(segment => segment.Index >= known.Length).Select(VideoMapper.ToState).ToImmutableArray();
        if (added.Length > 0 || (checkpoint.Whole is not null && Current.PendingWhole is null))
        {
            await WriteAsync(
                Current with
                {
                    Status = VideoStatus.Decoding,
                    PendingSegments = known.AddRange(added),
                    PendingWhole = Current.PendingWhole ?? (checkpoint.Whole is { } whole ? VideoMapper.ToState(whole) : null),
                },
                cancellationToken);
        }

        return Result.Ok;
    }

    public async Task<Result<VideoSnapshot>> CommitAsync(IngestOutcome outcome, CancellationToken cancellationToken)
    {
        if (Lives && Current.LiveGeneration == outcome.Generation && Current.Epoch == outcome.Epoch && Current.Status == VideoStatus.Ready)
            return Snapshot(); // The answer to the first commit was lost.
        if (Refuse(outcome.Epoch) is { } stale)
            return stale;
        if (Current.Status != VideoStatus.Indexing)
            await WriteAsync(VideoRules.Committed(Current, outcome), cancellationToken);
        var published = await PublishAsync(cancellationToken);
        return published.IsOk ? Snapshot() : published.Error;
    }

    public async Task<Result<IngestVerdict>> FailAsync(IngestFailure failure, CancellationToken cancellationToken)
    {
        if (Refuse(failure.Epoch) is { } stale)
            return stale;
        if (failure.Retryable && Current.Status == VideoStatus.Indexing)
            return new IngestVerdict(TimeSpan.FromSeconds(options.Value.RetrySeconds)); // All is durable: only the publication is repeated.
        if (failure.Error.Reason == ErrorReason.Unavailable)
        {
            await WriteAsync(VideoRules.WithoutAttempt(Current), cancellationToken);
            return new IngestVerdict(TimeSpan.FromSeconds(options.Value.OutageRetrySeconds));
        }

        if (failure.Retryable && Current.Attempt < options.Value.MaxAttempts)
        {
            await WriteAsync(Current with { Status = VideoStatus.Queued }, cancellationToken);
            return new IngestVerdict(TimeSpan.FromSeconds(options.Value.RetrySeconds * Math.Pow(2, Current.Attempt - 1)));
        }

        var ended = await GiveUpAsync(failure.Error, failure.Retryable, cancellationToken);
        return ended.IsOk ? new IngestVerdict(null) : ended.Error;
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (Lives && VideoRules.IsUnfinished(Current.Status))
            await _effects.EnqueueAsync(IngestPriority.Normal, CancellationToken.None);
        else
            await EndSafetyNetAsync();
    }

    private TimeSpan SafetyNetPeriod => TimeSpan.FromMinutes(options.Value.ReminderMinutes);

    private async Task<Result> EraseAsync(CancellationToken cancellationToken)
    {
        if (Current.Status != VideoStatus.Deleting)
            await WriteAsync(Current with { Status = VideoStatus.Deleting, Epoch = Current.Epoch + 1 }, cancellationToken);
        var erased = await _effects.EraseAsync(Current, cancellationToken);
        if (!erased.IsOk)
            return erased;
        await WriteAsync(VideoRules.Erased(Current), cancellationToken);
        await EndSafetyNetAsync();
        return Result.Ok;
    }

    private async Task<Result> PublishAsync(CancellationToken cancellationToken)
    {
        var published = await _effects.PublishAsync(Current, cancellationToken);
        if (!published.IsOk)
            return published.Error;
        await WriteAsync(
            Current with { Status = VideoStatus.Ready, Sequence = published.Value, ReplacedGeneration = 0, Attempt = 0 },
            cancellationToken);
        await EndSafetyNetAsync();
        return Result.Ok;
    }

    private async Task<Result> GiveUpAsync(Error error, bool retryable, CancellationToken cancellationToken)
    {
        await WriteAsync(
            Current with { Status = VideoStatus.Failed, Failure = VideoMapper.ToState(error, retryable), Epoch = Current.Epoch + 1 },
            cancellationToken);
        return await CleanUpAsync(cancellationToken);
    }

    private async Task<Result> CleanUpAsync(CancellationToken cancellationToken)
    {
        var removed = await _effects.RemoveVectorsAsync(Current, cancellationToken);
        if (removed.IsOk)
            await EndSafetyNetAsync();
        return removed;
    }

    private async Task EndSafetyNetAsync()
    {
        if (await this.GetReminder(SafetyNet) is { } reminder)
            await this.UnregisterReminder(reminder);
    }

    private async Task WriteAsync(VideoState next, CancellationToken cancellationToken)
    {
        try
        {
            await _state.WriteAsync(next with { UpdatedAt = time.GetUtcNow(), Writes = Current.Writes + 1 }, cancellationToken);
        }
        finally
        {
            _activity.Follow(Current);
        }
    }

    private Error? Refuse(long epoch) =>
        !Lives ? VideoMapper.NotFound(_key)
        : epoch != Current.Epoch || !VideoRules.IsUnfinished(Current.Status) ? VideoRules.Stale(epoch, Current.Epoch)
        : null;

    private static Task<Result<IngestPlan>> DropAsync(Result done) =>
        Task.FromResult<Result<IngestPlan>>(done.IsOk ? VideoRules.Drop : done.Error);

    private VideoSnapshot Snapshot() => VideoMapper.ToSnapshot(_key, Current, _activity);
}
