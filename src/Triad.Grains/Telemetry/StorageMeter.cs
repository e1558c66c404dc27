using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Grains.Telemetry;

/// <summary>Sees to it that somebody counts what tenants have stored, for the gauges of storage.</summary>
internal sealed partial class StorageMeter(
    IGrainFactory grains,
    IOptions<TelemetryOptions> options,
    TimeProvider time,
    ILogger<StorageMeter> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.StorageSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await CountQuietlyAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task CountQuietlyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var counted = await grains.StorageMeter().CountAsync(cancellationToken);
            if (!counted.IsOk)
                throw new StorageException(counted.Error);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotCounted(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What tenants have stored could not be counted; the gauges keep their last values")]
    private partial void LogNotCounted(Exception exception);
}
