using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
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

            await blobs.DropAsync(entry);
            LogSwept(logger, entry.Tenant.Value, entry.Video.Value);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(1, LogLevel.Information, "Removed what an upload of video {VideoId} of tenant {TenantId} left behind")]
    private static partial void LogSwept(ILogger logger, string tenantId, string videoId);
}
