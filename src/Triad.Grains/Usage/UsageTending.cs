using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Grains.Abstractions;

namespace Triad.Grains.Usage;

/// <summary>Sees to it that somebody tends the ledgers of usage and exports from them.</summary>
internal sealed partial class UsageTending(
    IGrainFactory grains,
    IOptions<UsageOptions> options,
    TimeProvider time,
    ILogger<UsageTending> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.TickSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TickQuietlyAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task TickQuietlyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await grains.UsageClerk().TickAsync(cancellationToken); // What fails there is told there, and is tried again.
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTended(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The ledgers of usage could not be tended, and are next time")]
    private partial void LogNotTended(Exception exception);
}
