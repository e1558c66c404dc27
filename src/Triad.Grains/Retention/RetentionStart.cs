using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.Hosting;

namespace Triad.Grains.Retention;

/// <summary>Has what is due looked for when a silo starts: a platform that was off for a month does not wait for reminders.</summary>
internal sealed partial class RetentionStart(
    IGrainFactory grains, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<RetentionStart> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken); // Before, no grain answers.
        for (var partition = 0; partition < RetentionKey.Partitions;)
        {
            try
            {
                var begun = await grains.Retention(partition).SweepAsync(stoppingToken);
                if (!begun.IsOk)
                    throw new StorageException(begun.Error);
                partition++;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                LogFailed(failure, partition);
                await Task.Delay(Pause, time, stoppingToken);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Partition {Partition} of the retentions does not answer; asked again")]
    private partial void LogFailed(Exception failure, int partition);
}
