using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Gateway.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>Lists a tenant's videos over all buckets of its catalog, newest first.</summary>
internal sealed class VideoCatalog(IGrainFactory grains)
{
    // How many videos are asked at a time for what they are.
    private const int Batch = 16;

    // A filter that finds little ends a page early instead of reading a whole library in one call.
    private const int MaxLooks = 8;

    /// <summary>A page of the videos that a condition accepts, and where the next one goes on; null at the end.</summary>
    public async Task<(IReadOnlyList<VideoSnapshot> Videos, CatalogEntry? Last)> ListAsync(
        TenantId tenant,
        CatalogEntry? after,
        int limit,
        Func<VideoSnapshot, bool> accepts,
        CancellationToken cancellationToken)
    {
        var found = new List<VideoSnapshot>();
        for (var look = 0; look < MaxLooks; look++)
        {
            var entries = await EntriesAsync(tenant, after, limit + 1, cancellationToken);
            foreach (var batch in entries.Take(limit).Chunk(Batch))
            {
                foreach (var (entry, video) in await GetAsync(tenant, batch, cancellationToken))
                {
                    after = entry;
                    if (video is not null && accepts(video))
                        found.Add(video);
                    if (found.Count == limit)
                        return (found, entry == entries[^1] ? null : entry);
                }
            }

            if (entries.Count <= limit)
                return (found, null);
        }

        return (found, after);
    }

    private async Task<IReadOnlyList<CatalogEntry>> EntriesAsync(
        TenantId tenant,
        CatalogEntry? after,
        int limit,
        CancellationToken cancellationToken)
    {
        var buckets = await Task.WhenAll(Enumerable.Range(0, CatalogKey.Buckets).Select(bucket =>
            grains.Catalog(new CatalogKey(tenant, bucket)).ListAsync(after, limit, cancellationToken)));
        return [.. buckets
            .SelectMany(bucket => bucket.OrThrow())
            .OrderByDescending(entry => entry.CreatedAt)
            .ThenBy(entry => entry.VideoId.Value, StringComparer.Ordinal)
            .Take(limit)];
    }

    private async Task<IEnumerable<(CatalogEntry Entry, VideoSnapshot? Video)>> GetAsync(
        TenantId tenant,
        CatalogEntry[] entries,
        CancellationToken cancellationToken)
    {
        var replies = await Task.WhenAll(entries.Select(entry =>
            grains.Video(new VideoKey(tenant, entry.VideoId)).GetAsync(cancellationToken)));
        return entries.Zip(replies, (entry, reply) => (entry, OrGone(reply)));
    }

    // A video may be listed a moment before it exists and after it is gone.
    private static VideoSnapshot? OrGone(Result<VideoSnapshot> video) =>
        !video.IsOk && video.Error.Reason == ErrorReason.VideoNotFound ? null : video.OrThrow();
}
