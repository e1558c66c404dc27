using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Erasure.Stores;

/// <summary>
/// The videos that a tenant's catalog lists. Each grain forgets its video, so that whoever works on it stops; the entry goes after it, and says
/// until then that there is something to forget.
/// </summary>
internal sealed class CatalogVideoStore(IGrainFactory grains, TimeProvider time) : IErasableStore
{
    private const int PageSize = 256;
    private const int AtOnce = 32;

    public string Name => "videos";

    public string Unit => "videos";

    public ErasureStage Stage => ErasureStage.Work;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var count = 0L;
        for (var bucket = 0; bucket < CatalogKey.Buckets; bucket++)
        {
            CatalogEntry? last = null;
            do
            {
                var page = await grains.Catalog(new CatalogKey(subject.Tenant, bucket)).ListAsync(last, PageSize, cancellationToken);
                if (!page.IsOk)
                    return page.Error;
                count += page.Value.Length;
                last = page.Value.Length == PageSize ? page.Value[^1] : null;
            }
            while (last is not null);
        }

        return count;
    }

    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        for (var bucket = 0; bucket < CatalogKey.Buckets; bucket++)
        {
            var catalog = grains.Catalog(new CatalogKey(subject.Tenant, bucket));
            while (true)
            {
                var page = await catalog.ListAsync(null, PageSize, cancellationToken);
                if (!page.IsOk)
                    return page.Error;
                if (page.Value.IsEmpty)
                    break;
                foreach (var some in page.Value.Chunk(AtOnce))
                {
                    var forgotten = await Task.WhenAll(some.Select(entry => ForgetAsync(catalog, subject.Tenant, entry, cancellationToken)));
                    if (forgotten.FirstOrDefault(one => !one.IsOk) is { IsOk: false } failed)
                        return failed;
                }
            }
        }

        return Result.Ok;
    }

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;

    private async Task<Result> ForgetAsync(ICatalogGrain catalog, TenantId tenant, CatalogEntry entry, CancellationToken cancellationToken)
    {
        var forgotten = await grains.Video(new VideoKey(tenant, entry.VideoId)).ForgetAsync(cancellationToken);
        if (!forgotten.IsOk)
            return forgotten;

        // Before the catalog forgets it: the hours that it was stored are billed by one of the two.
        var gone = GoneVideo.Of(tenant, entry.VideoId, entry.CreatedAt, time.GetUtcNow(), entry.Bytes);
        var noted = await grains.UsageLedger(tenant).NoteGoneAsync(gone, cancellationToken);
        return noted.IsOk ? await catalog.RemoveAsync(entry.VideoId, cancellationToken) : noted;
    }
}
