using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Retention;

/// <summary>One look through what a partition remembers. It keeps nothing: one that is cut short begins anew, and finds what is done.</summary>
internal sealed partial class RetentionSweep(IGrainFactory grains, TimeSpan pause, TimeProvider time, ILogger log)
{
    private const int Page = 64;

    // The first of all ids: in a catalog, behind it at an instant comes what is older.
    private static readonly VideoId First = VideoId.From("0");

    private int _erased;
    private int _held;
    private int _failed;
    private Error? _problem;

    /// <summary>Erases what is due of a row; answers what is to be remembered in its place, null for nothing.</summary>
    public async Task<RetentionRow?> LookAsync(RetentionRow row, CancellationToken cancellationToken)
    {
        if (row.Video is null)
            return await LookAtTenantAsync(row, cancellationToken);
        if (row.DueAt > time.GetUtcNow())
            return row;
        var verdict = await ExpireAsync(new VideoKey(row.Tenant, row.Video.Value), cancellationToken);
        return verdict switch
        {
            { Outcome: RetentionOutcome.Gone } or { Outcome: RetentionOutcome.Kept, OwnDueAt: null } => null,
            { Outcome: RetentionOutcome.Kept, OwnDueAt: { } later } => row with { DueAt = later },
            _ => row,
        };
    }

    /// <summary>True where all could be looked at, and what was due is erased or held.</summary>
    public bool IsWhole => _failed == 0;

    /// <summary>Says in the log what was done.</summary>
    public void Report()
    {
        if (_erased > 0)
            LogErased(_erased, _held);
        if (_problem is { } problem)
            LogFailed(_failed, problem.Message);
    }

    private async Task<RetentionRow?> LookAtTenantAsync(RetentionRow row, CancellationToken cancellationToken)
    {
        var retention = await grains.Tenant(row.Tenant).RetentionAsync(cancellationToken);
        if (!retention.IsOk)
        {
            if (retention.Error.Reason == ErrorReason.TenantNotFound)
                return null;
            Fail(retention.Error);
            return row;
        }

        if (retention.Value is not { } kept)
            return await MayGetOneAsync(row.Tenant, cancellationToken) ? row : null;
        for (var bucket = 0; bucket < CatalogKey.Buckets; bucket++)
            await EraseOlderAsync(new CatalogKey(row.Tenant, bucket), time.GetUtcNow() - kept, cancellationToken);
        return row;
    }

    /// <summary>True where the tenant has a plan: who changes that does not note its tenants.</summary>
    private async Task<bool> MayGetOneAsync(TenantId tenant, CancellationToken cancellationToken) =>
        await grains.Tenant(tenant).GetAsync(cancellationToken) is not { IsOk: true, Value.HasPlan: false };

    private async Task EraseOlderAsync(CatalogKey bucket, DateTimeOffset than, CancellationToken cancellationToken)
    {
        CatalogEntry? last = new(First, than, 0);
        while (last is not null)
        {
            var page = await grains.Catalog(bucket).ListAsync(last, Page, cancellationToken);
            if (!page.IsOk)
            {
                Fail(page.Error);
                return;
            }

            foreach (var entry in page.Value)
                await ExpireAsync(new VideoKey(bucket.Tenant, entry.VideoId), cancellationToken);
            last = page.Value.Length == Page ? page.Value[^1] : null;
        }
    }

    private async Task<RetentionVerdict?> ExpireAsync(VideoKey key, CancellationToken cancellationToken)
    {
        try
        {
            var verdict = await grains.Video(key).ExpireAsync(cancellationToken);
            if (!verdict.IsOk)
            {
                Fail(verdict.Error);
                return null;
            }

            _held += verdict.Value.Outcome == RetentionOutcome.Held ? 1 : 0;
            if (verdict.Value.Outcome != RetentionOutcome.Gone)
                return verdict.Value;
            _erased++;
            await Task.Delay(pause, time, cancellationToken);
            return verdict.Value;
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            Fail(Error.Of(ErrorReason.Unavailable, "video_id", key.Video, $"cannot be erased: {failure.Message}", "Look into the log."));
            return null;
        }
    }

    private void Fail(Error problem)
    {
        _failed++;
        _problem ??= problem;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Videos} videos were older than their retention and are erased; {Held} more are held")]
    private partial void LogErased(int videos, int held);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Times} times the retention could not be carried out; tried again later: {Problem}")]
    private partial void LogFailed(int times, string problem);
}
