using System.Collections.Immutable;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.State;

namespace Triad.Grains.Catalogs;

/// <inheritdoc cref="ICatalogGrain"/>
internal sealed class CatalogGrain(ICatalogStore store) : Grain, ICatalogGrain
{
    private ICatalogRows _rows = null!;

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        var (tenant, bucket) = CatalogKey.Parse(this.GetPrimaryKeyString());
        var opened = await store.OpenAsync(tenant, bucket, cancellationToken);
        _rows = opened.IsOk ? opened.Value : throw new StorageException(opened.Error);
    }

    public async Task<Result> AddAsync(CatalogEntry entry, CancellationToken cancellationToken) =>
        Note(await _rows.AddAsync(ToRow(entry), cancellationToken));

    public async Task<Result> RemoveAsync(VideoId video, CancellationToken cancellationToken) =>
        Note(await _rows.RemoveAsync(video, cancellationToken));

    public async Task<Result<ImmutableArray<CatalogEntry>>> ListAsync(CatalogEntry? after, int limit, CancellationToken cancellationToken)
    {
        var listed = await _rows.ListAsync(after is null ? null : ToRow(after), limit, cancellationToken);
        return listed.IsOk
            ? listed.Value.Select(row => new CatalogEntry(row.Video, row.CreatedAt, row.Bytes)).ToImmutableArray()
            : listed.Error;
    }

    private static CatalogRow ToRow(CatalogEntry entry) => new(entry.VideoId, entry.CreatedAt, entry.Bytes);

    private Result Note(Result written)
    {
        if (written.Error?.Reason != ErrorReason.EpochStale)
            return written;
        DeactivateOnIdle(); // Another activation has written: the next call goes to one that knows it.
        return RowRules.Moved(written.Error);
    }
}
