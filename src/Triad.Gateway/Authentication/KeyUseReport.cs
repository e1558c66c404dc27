using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;

namespace Triad.Gateway.Authentication;

/// <summary>Tells keys each minute that they were used.</summary>
internal sealed partial class KeyUseReport(IGrainFactory grains, KeyUses uses, TimeProvider time, ILogger<KeyUseReport> logger) : BackgroundService
{
    /// <summary>The time between two reports.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>Tells what was noted. What cannot be told is noted again by the next use.</summary>
    public async Task TellAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, at) in uses.Take())
        {
            try
            {
                var told = await grains.ApiKey(key).NoteUseAsync(at, cancellationToken);
                if (!told.IsOk)
                    throw new StorageException(told.Error);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotTold(logger, key.Value, exception);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TellAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    [LoggerMessage(1, LogLevel.Warning, "The last use of key {KeyId} could not be noted; its next one will be")]
    private static partial void LogNotTold(ILogger logger, string keyId, Exception exception);
}
