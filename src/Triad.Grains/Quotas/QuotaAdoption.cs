using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Quotas;

/// <summary>Takes on the videos that a tenant had before its room was counted: once, and again from the start where it is cut short.</summary>
internal sealed class QuotaAdoption(TenantId tenant, IGrainFactory grains)
{
    private const int Page = 500;

    // How many videos are asked at a time.
    private const int Batch = 16;

    public async Task<Result> RunAsync(QuotaRows rows, CancellationToken cancellationToken)
    {
        foreach (var bucket in Enumerable.Range(0, CatalogKey.Buckets))
        {
            var adopted = await RunAsync(rows, grains.Catalog(new CatalogKey(tenant, bucket)), cancellationToken);
            if (!adopted.IsOk)
                return adopted;
        }

        return await rows.AdoptAsync(cancellationToken);
    }

    private async Task<Result> RunAsync(QuotaRows rows, ICatalogGrain catalog, CancellationToken cancellationToken)
    {
        var page = ImmutableArray<CatalogEntry>.Empty;
        do
        {
            var listed = await catalog.ListAsync(page.IsEmpty ? null : page[^1], Page, cancellationToken);
            if (!listed.IsOk)
                return listed.Error;
            page = listed.Value;
            foreach (var batch in page.Chunk(Batch))
            {
                foreach (var video in await Task.WhenAll(batch.Select(entry => grains.Video(new VideoKey(tenant, entry.VideoId)).GetAsync(cancellationToken))))
                {
                    var put = await AddAsync(rows, video, cancellationToken);
                    if (!put.IsOk)
                        return put;
                }
            }
        }
        while (page.Length == Page);
        return Result.Ok;
    }

    private static async Task<Result> AddAsync(QuotaRows rows, Result<VideoSnapshot> asked, CancellationToken cancellationToken)
    {
        if (asked.Error?.Reason == ErrorReason.VideoNotFound)
            return Result.Ok;
        if (!asked.IsOk)
            return asked.Error;
        var video = asked.Value;
        var seconds = video.Status == VideoStatus.Failed ? 0 : video.Duration.TotalSeconds;
        return await rows.PutAsync(new SpaceEntry(video.VideoId, video.SourceBlob, true, video.Length, seconds, default), cancellationToken);
    }
}
