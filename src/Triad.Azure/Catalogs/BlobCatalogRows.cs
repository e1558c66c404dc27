using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Triad.Azure.Account;
using Triad.Azure.Rows;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Azure.Catalogs;

/// <summary>
/// A bucket of blobs. The first write claims it: it writes the epoch's blob in the version that was read at opening, so of two activations
/// the later writer loses. Every write is followed by a look at the epoch; where that has changed, an entry that this call has made is
/// taken back, in the versions that it wrote.
/// </summary>
internal sealed class BlobCatalogRows(BlobContainerClient container, AzureCalls calls, TenantId tenant, int bucket, ETag? epochAtOpening)
    : ICatalogRows
{
    private readonly string _epochName = RowNames.EpochOf(CatalogNames.OwnerOf(tenant, bucket));
    private ETag? _epoch = epochAtOpening;
    private bool _hasClaimed;

    public Task<Result> AddAsync(CatalogRow row, CancellationToken cancellationToken) =>
        WriteAsync(stop => TryAddAsync(row, stop), cancellationToken);

    public Task<Result> RemoveAsync(VideoId video, CancellationToken cancellationToken) =>
        WriteAsync(stop => TryRemoveAsync(video, stop), cancellationToken);

    public Task<Result<IReadOnlyList<CatalogRow>>> ListAsync(CatalogRow? after, int limit, CancellationToken cancellationToken) =>
        calls.RunAsync<IReadOnlyList<CatalogRow>>($"The catalog {tenant}/{bucket}", stop => ReadAsync(after, limit, stop), cancellationToken);

    private Error Stale => new(
        ErrorReason.EpochStale,
        $"The catalog '{tenant}/{bucket}' was written by another activation.",
        Remedy: "Repeat the call: it reaches the other one.");

    private async Task<Result> WriteAsync(Func<CancellationToken, Task<Result<bool>>> write, CancellationToken cancellationToken)
    {
        var what = $"The catalog {tenant}/{bucket}";
        if (!_hasClaimed)
        {
            var conditions = _epoch is { } version ? BlobMarks.If(version) : BlobMarks.IfNone;
            var claimed = await calls.RunAsync<ETag?>(
                what, async stop => await container.PutAsync(_epochName, null, conditions, stop), cancellationToken);
            if (!claimed.IsOk)
                return claimed.Error;
            if (claimed.Value is null)
                return Stale;
            (_epoch, _hasClaimed) = (claimed.Value, true);
        }

        var written = await calls.RunAsync(what, write, cancellationToken);
        return !written.IsOk ? written.Error : written.Value ? Result.Ok : Stale;
    }

    private async Task<Result<bool>> TryAddAsync(CatalogRow row, CancellationToken stop)
    {
        var (id, entry) = (CatalogNames.IdOf(tenant, bucket, row.Video), CatalogNames.EntryOf(tenant, bucket, row.CreatedAt, row.Video));
        var metadata = new CatalogMark(row.CreatedAt.UtcTicks, row.Bytes).ToMetadata();

        // First which entry is the video's, then the entry. A video that is known is written again: its new version keeps another's taking
        // back away.
        var isNew = true;
        var idVersion = await container.PutAsync(id, metadata, BlobMarks.IfNone, stop);
        if (idVersion is null && await container.FindAsync(id, stop) is { } known)
        {
            isNew = false;
            if (!await IsCurrentAsync(stop))
                return false; // What is known may be the later writer's.
            var older = CatalogMark.From(known.Metadata).CreatedAt;
            if (older != row.CreatedAt.UtcTicks)
            {
                var oldEntry = CatalogNames.EntryOf(tenant, bucket, new DateTimeOffset(older, TimeSpan.Zero), row.Video);
                await container.RemoveAsync(oldEntry, null, stop);
            }

            idVersion = await container.PutAsync(id, metadata, BlobMarks.If(known.ETag), stop);
        }

        if (idVersion is null)
            return false;
        var entryVersion = await container.PutAsync(entry, metadata, null, stop);
        if (await IsCurrentAsync(stop))
            return true;
        if (isNew)
        {
            await container.RemoveAsync(entry, BlobMarks.If(entryVersion!.Value), stop);
            await container.RemoveAsync(id, BlobMarks.If(idVersion.Value), stop);
        }

        return false;
    }

    private async Task<Result<bool>> TryRemoveAsync(VideoId video, CancellationToken stop)
    {
        var id = CatalogNames.IdOf(tenant, bucket, video);
        if (await container.FindAsync(id, stop) is not { } known)
            return await IsCurrentAsync(stop);
        var createdAt = new DateTimeOffset(CatalogMark.From(known.Metadata).CreatedAt, TimeSpan.Zero);
        var entry = CatalogNames.EntryOf(tenant, bucket, createdAt, video);
        var listed = await container.FindAsync(entry, stop);

        // Both versions were read before this look, so neither is a later writer's; and only these versions are removed. The entry comes
        // first: a repeat finds it by what is left.
        return await IsCurrentAsync(stop)
            && (listed is null || await container.RemoveAsync(entry, BlobMarks.If(listed.ETag), stop))
            && await container.RemoveAsync(id, BlobMarks.If(known.ETag), stop)
            && await IsCurrentAsync(stop);
    }

    private async Task<Result<IReadOnlyList<CatalogRow>>> ReadAsync(CatalogRow? after, int limit, CancellationToken stop)
    {
        var rows = new List<CatalogRow>();
        var firstDay = after is null ? string.Empty : CatalogNames.DayOf(tenant, bucket, after.CreatedAt);
        var place = after is null ? string.Empty : CatalogNames.EntryOf(tenant, bucket, after.CreatedAt, after.Video);
        var days = container.GetBlobsByHierarchyAsync(BlobTraits.None, BlobStates.None, "/", CatalogNames.PrefixOf(tenant, bucket), stop);
        await foreach (var day in days)
        {
            if (!day.IsPrefix || string.CompareOrdinal(day.Prefix, firstDay) < 0)
                continue;
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata, BlobStates.None, day.Prefix, stop))
            {
                if (string.CompareOrdinal(blob.Name, place) <= 0)
                    continue;
                rows.Add(CatalogNames.RowOf(blob.Name, CatalogMark.From(blob.Metadata).Bytes));
                if (rows.Count >= limit)
                    return rows;
            }
        }

        return rows;
    }

    private async Task<bool> IsCurrentAsync(CancellationToken stop) => (await container.FindAsync(_epochName, stop))?.ETag == _epoch;
}
