using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Triad.Media;

/// <summary>
/// Tries FFmpeg and the sandbox before the first request, so that what is missing is known at start and not by an incident.
/// </summary>
internal sealed partial class MediaStartup(IMediaSandbox sandbox, ILogger<MediaStartup> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var report = await sandbox.InspectAsync(cancellationToken);
        LogLayers(string.Join(", ", report.Working));
        foreach (var gap in report.Missing)
            LogGap(gap.Layer.ToString(), gap.Cause, gap.Remedy);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "FFmpeg runs with {Layers}")]
    private partial void LogLayers(string layers);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "FFmpeg runs without {Layer}: {Cause} {Remedy}")]
    private partial void LogGap(string layer, string cause, string remedy);
}
