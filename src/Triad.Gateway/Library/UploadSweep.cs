using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>
/// Removes what uploads of ended processes left behind. What there is is noted before the first call is served, so that no upload on its way is
/// among it.
/// </summary>
internal sealed partial class UploadSweep(
    IGrainFactory grains,
    UploadJournal journal,
    UploadBlobs blobs,
    IOptions<GatewayOptions> options,
    TimeProvider time,
    ILogger<UploadSweep> logger) : BackgroundService
{
    private static readonly TimeSpan PauseAfterFault = TimeSpan.FromSeconds(5);

    private IReadOnlyList<UploadEntry> _left = [];

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        _left = journal.Left();
        if (options.Value.UploadSweepDelaySeconds > 0)
        {
            await base.StartAsync(cancellationToken);
            return;
        }

        foreach (var entry in _left)
            await SweepAsync(entry, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (_left.Count == 0)
            return;
        await Task.Delay(TimeSpan.FromSeconds(options.Value.UploadSweepDelaySeconds), time, stoppingToken);
        foreach (var entry in _left)
        {
            while (!await TrySweepAsync(entry, stoppingToken))
                await Task.Delay(PauseAfterFault, time, stoppingToken);
        }
    }

    /// <summary>False where the cluster does not answer.</summary>
    private async Task<bool> TrySweepAsync(UploadEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await SweepAsync(entry, cancellationToken);
            return true;
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            LogPostponed(logger, entry.Tenant.Value, entry.Video.Value, fault);
            return false;
        }
    }

    private async Task SweepAsync(UploadEntry entry, CancellationToken cancellationToken)
    {
        var grain = grains.Video(new VideoKey(entry.Tenant, entry.Video));
        var video = await grain.GetAsync(cancellationToken);
        if (video.IsOk && video.Value.SourceBlob == entry.Source.Name)
        {
            // Only the answer to its caller was lost.
            journal.Close(entry);
            return;
        }

        if (!video.IsOk && video.Error.Reason != ErrorReason.VideoNotFound)
        {
            // Whose bytes these are cannot be told now: the next start asks again.
            LogKept(logger, entry.Tenant.Value, entry.Video.Value, video.Error);
            return;
        }

        await blobs.DropAsync(entry);
        LogSwept(logger, entry.Tenant.Value, entry.Video.Value);
    }

    [LoggerMessage(1, LogLevel.Information, "Removed what an upload of video {VideoId} of tenant {TenantId} left behind")]
    private static partial void LogSwept(ILogger logger, string tenantId, string videoId);

    [LoggerMessage(2, LogLevel.Warning, "What an upload of video {VideoId} of tenant {TenantId} left behind is kept: {Problem}")]
    private static partial void LogKept(ILogger logger, string tenantId, string videoId, Error problem);

    [LoggerMessage(3, LogLevel.Warning, "What an upload of video {VideoId} of tenant {TenantId} left behind cannot be cleared away yet")]
    private static partial void LogPostponed(ILogger logger, string tenantId, string videoId, Exception fault);
}
