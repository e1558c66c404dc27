using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Usage.Metering;

namespace Triad.Grains.Usage;

/// <summary>Brings what this process counts to the disk each second, and to the ledgers every few; what is left at the end stays on the disk.</summary>
internal sealed partial class UsageDraining(
    SegmentUsageMeter meter,
    UsageDrain drain,
    IOptions<UsageOptions> options,
    TimeProvider time,
    ILogger<UsageDraining> log) : BackgroundService
{
    private static readonly TimeSpan FlushPeriod = TimeSpan.FromSeconds(1);

    /// <summary>While the silo still works: what an ended process leaves waits for the next one.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await DrainQuietlyAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var period = TimeSpan.FromSeconds(options.Value.FlushSeconds);
        using var timer = new PeriodicTimer(period < FlushPeriod ? period : FlushPeriod, time);
        var told = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                Flush();
                if (time.GetElapsedTime(told) < period)
                    continue;
                await DrainQuietlyAsync(stoppingToken);
                told = time.GetTimestamp();
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private void Flush()
    {
        try
        {
            meter.Flush();
        }
        catch (IOException exception)
        {
            LogNotFlushed(exception);
        }
    }

    private async Task DrainQuietlyAsync(CancellationToken cancellationToken)
    {
        try
        {
            await drain.DrainAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotTold(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "What was counted of usage cannot be brought to the disk; a power cut would lose it")]
    private partial void LogNotFlushed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What was counted of usage is not in the ledgers yet, and is told again")]
    private partial void LogNotTold(Exception exception);
}
