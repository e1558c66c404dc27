using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Orleans.Runtime;
using Triad.Core.Media;
using Triad.Grains.Abstractions;

namespace Triad.Gateway.Library;

/// <summary>Removes the blobs of uploads that came to nothing.</summary>
internal sealed partial class UploadBlobs(IGrainFactory grains, IMediaStore media, UploadJournal journal, ILogger<UploadBlobs> logger)
{
    /// <summary>Removes what an upload wrote and forgets it; where that fails, the next start tries again.</summary>
    public async Task DropAsync(UploadEntry entry)
    {
        // Not the caller's token: who breaks off must not leave bytes behind.
        var source = await media.DeleteAsync(entry.Source, CancellationToken.None);
        var captions = await media.DeleteAsync(entry.Captions, CancellationToken.None);
        if ((source.Error ?? captions.Error ?? (await ReleaseAsync(entry)).Error) is { } problem)
            LogLeftBehind(logger, entry.Tenant.Value, entry.Video.Value, entry.Mark, problem);
        else
            journal.Close(entry);
    }

    private async Task<Result> ReleaseAsync(UploadEntry entry)
    {
        try
        {
            return await grains.Quota(entry.Tenant).ReleaseAsync(entry.Video, entry.Source.Name, CancellationToken.None);
        }
        catch (Exception fault) when (fault is TimeoutException or OrleansException)
        {
            return new Error(ErrorReason.Unavailable, "The room of the upload could not be given back.");
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "Bytes of an upload are left behind: tenant {TenantId}, video {VideoId}, mark {Mark}: {Problem}")]
    private static partial void LogLeftBehind(ILogger logger, string tenantId, string videoId, string mark, Error problem);
}
