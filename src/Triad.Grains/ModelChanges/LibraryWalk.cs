using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Tenants;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.ModelChanges;

/// <summary>
/// Goes through a tenant's library: each video takes on the tenant's lineages and tells how it stands to them, and those with work get a
/// job. Only so many jobs are out at a time, behind all uploads, however large the library is. A video that cannot be looked at holds
/// none of the others up.
/// </summary>
internal sealed partial class LibraryWalk(TenantId tenant, IGrainFactory grains, ILogger log, int mostJobs = 512)
{
    private const int PageSize = 256;
    private const int AtOnce = 64;
    private const int AskAgainAfter = 30;

    private readonly Dictionary<VideoId, int> _asked = [];
    private int _walks;

    /// <summary>Goes through all of it once.</summary>
    public async Task<Result<LibraryTally>> GoAsync(CancellationToken cancellationToken)
    {
        _walks++;
        var tally = new LibraryTally();
        var seen = new HashSet<VideoId>();
        for (var bucket = 0; bucket < CatalogKey.Buckets; bucket++)
        {
            CatalogEntry? last = null;
            while (true)
            {
                var page = await grains.Catalog(new CatalogKey(tenant, bucket)).ListAsync(last, PageSize, cancellationToken);
                if (!page.IsOk)
                    return page.Error;
                foreach (var some in page.Value.Chunk(AtOnce))
                    await Task.WhenAll(some.Select(entry => LookAsync(entry.VideoId, tally, cancellationToken)));
                seen.UnionWith(page.Value.Select(entry => entry.VideoId).Where(_asked.ContainsKey));
                if (page.Value.Length < PageSize)
                    break;
                last = page.Value[^1];
            }
        }

        foreach (var gone in _asked.Keys.Where(video => !seen.Contains(video)).ToList())
            _asked.Remove(gone); // Deleted: others take its place.
        if (tally.Problem is { } problem)
            LogUnread(tenant.Value, tally.Unread, problem.Message);
        return tally;
    }

    private async Task LookAsync(VideoId video, LibraryTally tally, CancellationToken cancellationToken)
    {
        var key = new VideoKey(tenant, video);
        var aligned = await AlignAsync(key, cancellationToken);
        if (!aligned.IsOk)
        {
            _asked.Remove(video);
            if (aligned.Error.Reason == ErrorReason.VideoNotFound)
                return;
            tally.AddUnread(video, aligned.Error);
            return;
        }

        tally.Add(video, aligned.Value);
        if (!aligned.Value.NeedsWork)
        {
            _asked.Remove(video);
            return;
        }

        var isKnown = _asked.TryGetValue(video, out var asked);
        if (isKnown ? _walks - asked < AskAgainAfter : _asked.Count >= mostJobs)
            return;
        _asked[video] = _walks;
        var queued = await grains.IngestQueue(key).EnqueueAsync(new IngestJob(tenant, video), IngestPriority.Bulk, cancellationToken);
        if (!queued.IsOk)
            _asked.Remove(video); // The next walk asks again.
    }

    private async Task<Result<VideoAlignment>> AlignAsync(VideoKey key, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.Video(key).AlignAsync(cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            return Error.Of(ErrorReason.Unavailable, "video_id", key.Video, $"cannot be read: {failure.Message}", "Look into the log.");
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Tenant}: {Videos} videos could not be looked at; they are tried again: {Problem}")]
    private partial void LogUnread(string tenant, int videos, string problem);
}
