using Triad.Media.Sandbox;

namespace Triad.Media.Ffmpeg;

/// <summary>Tells what start-up found out about the sandbox.</summary>
internal sealed class MediaSandbox(IFfmpegEnvironment environment) : IMediaSandbox
{
    /// <inheritdoc/>
    public async Task<SandboxReport> InspectAsync(CancellationToken cancellationToken) =>
        (await environment.GetAsync(cancellationToken)).Sandbox.Report;
}
