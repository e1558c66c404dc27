using Triad.Core.Errors;
using Triad.Core.Ingest;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Retention;

namespace Triad.Grains.Videos;

/// <content>How long it is kept, and what its owner changes of it.</content>
internal sealed partial class VideoGrain
{
    public async Task<Result<VideoSnapshot>> UpdateAsync(UpdateVideo request, CancellationToken cancellationToken)
    {
        if (await ConfirmAsync(cancellationToken) is { IsOk: false } refused)
            return refused.Error!;
        if (await NoteRetentionAsync(Current.CreatedAt, request.Retention?.To, cancellationToken) is { IsOk: false } unnoted)
            return unnoted.Error!;
        var next = Current with
        {
            Name = request.Name ?? Current.Name,
            Retention = request.Retention is { } retention ? retention.To : Current.Retention,
        };
        if (request.Metadata is { } metadata)
            next = VideoRules.WithMetadata(next, metadata);
        if (await PrepareMetadataAsync(request, next, cancellationToken) is { IsOk: false } unprepared)
            return unprepared.Error!;
        if (next != Current)
            await WriteAsync(next, cancellationToken);
        var told = await TellMetadataAsync(cancellationToken);
        return told.IsOk ? Snapshot() : told.Error;
    }

    public async Task<Result> ConfirmAsync(CancellationToken cancellationToken) =>
        await RefuseIfMadeElsewhereAsync() is { } moved ? moved
        : !Lives ? VideoMapper.NotFound(_key)
        : Current.Status == VideoStatus.Deleting ? VideoRules.BeingErased(_key)
        : Result.Ok;

    public async Task<Result<RetentionVerdict>> ExpireAsync(CancellationToken cancellationToken)
    {
        if (await RefuseIfMadeElsewhereAsync() is { } moved)
            return moved;
        if (!Lives)
        {
            DeactivateOnIdle();
            return new RetentionVerdict(RetentionOutcome.Gone, null);
        }

        var ownDueAt = RetentionRules.DueAt(Current.CreatedAt, Current.Retention);
        if (Current.Status != VideoStatus.Deleting)
        {
            var tenant = await grains.Tenant(_key.Tenant).GetAsync(cancellationToken);
            if (!tenant.IsOk)
                return tenant.Error;
            if (!RetentionRules.IsDue(Current.CreatedAt, tenant.Value.BindingRetention, Current.Retention, time.GetUtcNow()))
                return new RetentionVerdict(RetentionOutcome.Kept, ownDueAt);
            var checkedHolds = await _effects.CheckHoldsAsync(cancellationToken);
            if (checkedHolds.Error?.Reason == ErrorReason.Held)
                return new RetentionVerdict(RetentionOutcome.Held, ownDueAt);
            if (!checkedHolds.IsOk)
                return checkedHolds.Error;
        }

        var erased = await BeginErasureAsync(RetentionRules.RequestedBy, cancellationToken);
        return erased.IsOk ? new RetentionVerdict(RetentionOutcome.Gone, null) : erased.Error;
    }

    private Task<Result> NoteRetentionAsync(DateTimeOffset createdAt, TimeSpan? retention, CancellationToken cancellationToken) =>
        RetentionRules.DueAt(createdAt, retention) is { } dueAt
            ? grains.Retention(_key.Tenant).NoteVideoAsync(_key.Tenant, _key.Video, dueAt, cancellationToken)
            : Task.FromResult(Result.Ok);
}
