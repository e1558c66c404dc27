using Triad.Media.Sandbox;

namespace Triad.Media;

/// <summary>Tells which layers protect the machine from hostile media.</summary>
public interface IMediaSandbox
{
    /// <summary>The layers, as tried on this machine; tried once.</summary>
    /// <exception cref="InvalidOperationException">FFmpeg is missing, or a required layer is.</exception>
    Task<SandboxReport> InspectAsync(CancellationToken cancellationToken);
}
