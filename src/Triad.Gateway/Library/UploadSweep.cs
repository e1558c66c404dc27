using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>Removes what uploads of a killed process left behind. Runs before the first call is served, so that no upload is on its way.</summary>
internal sealed partial class UploadSweep(
    IGrainFactory grains,
    UploadJournal journal,
    UploadBlobs blobs,
    ILogger<UploadSweep> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var entry in journal.Left())
        {
            var grain = grains.GetGrain<IVideoGrain>(new VideoKey(entry.Tenant, entry.Video).ToString());
            var video = (await grain.GetAsync(cancellationToken)).ToResult();
            if (video.IsOk && video.Value.SourceBlob == entry.Source.Name)
            {
                // Only the answer to its caller was lost.
                journal.Close(entry);
                continue;
            }

            if (!video.IsOk && video.Error.Reason != ErrorReason.VideoNotFound)
            {
                // Whose bytes these are cannot be told now: the next start asks again.
                LogKept(logger, entry.Tenant.Value, entry.Video.Value, video.Error);
                continue;
            }

            await blobs.DropAsync(entry);
            LogSwept(logger, entry.Tenant.Value, entry.Video.Value);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "Removed what an upload of video {VideoId} of tenant {TenantId} left behind")]
    private static partial void LogSwept(ILogger logger, string tenantId, string videoId);

    [LoggerMessage(2, LogLevel.Warning, "What an upload of video {VideoId} of tenant {TenantId} left behind is kept: {Problem}")]
    private static partial void LogKept(ILogger logger, string tenantId, string videoId, Error problem);
}
