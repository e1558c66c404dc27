using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Triad.Media.Ffmpeg;

namespace Triad.Media;

/// <summary>
/// Tries FFmpeg and the sandbox before the first request, so that what is missing is known at start and not by an incident.
/// </summary>
internal sealed partial class MediaStartup(IFfmpegEnvironment environment, ILogger<MediaStartup> logger) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var tools = await environment.GetAsync(cancellationToken);
        var report = tools.Sandbox.Report;
        LogLayers(string.Join(", ", report.Working));
        foreach (var gap in report.Missing)
            LogGap(gap.Layer.ToString(), gap.Cause, gap.Remedy);
        if (tools.WhyNoSoxr is { } cause)
            LogRoughResampling(cause);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(EventId = 1, Level = LogLevel.Information, Message = "FFmpeg runs with {Layers}")]
    private partial void LogLayers(string layers);

    [LoggerMessage(EventId = 2, Level = LogLevel.Warning, Message = "FFmpeg runs without {Layer}: {Cause} {Remedy}")]
    private partial void LogGap(string layer, string cause, string remedy);

    [LoggerMessage(EventId = 3, Level = LogLevel.Warning, Message = "FFmpeg has no SoX resampler: {Cause} Its own is used, and models hear sound of other "
        + "rates less exactly. Install an FFmpeg that is built with libsoxr, as those of Debian and Ubuntu are.")]
    private partial void LogRoughResampling(string cause);
}
