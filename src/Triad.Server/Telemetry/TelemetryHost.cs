using OpenTelemetry;

namespace Triad.Server.Telemetry;

/// <summary>Has the exporters made when the host starts; the container flushes and disposes of them when it ends.</summary>
internal sealed class TelemetryHost(OpenTelemetrySdk telemetry) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(telemetry);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
