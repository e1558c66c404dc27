using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Hosting;

namespace Triad.Grains.Erasure;

/// <summary>Goes on with erasures of tenants that a stop or a kill has cut short, as soon as the process is up: reminders take up to a minute.</summary>
internal sealed partial class ErasureStart(
    IGrainFactory grains, IHostApplicationLifetime lifetime, IOptions<ErasureOptions> options, TimeProvider time, ILogger<ErasureStart> log)
    : BackgroundService
{
    private const int PageSize = 256;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await lifetime.WaitForStartAsync(stoppingToken);
        while (!await TryResumeAsync(stoppingToken))
            await Task.Delay(TimeSpan.FromSeconds(options.Value.RetrySeconds), time, stoppingToken);
    }

    /// <summary>False where the cluster does not answer.</summary>
    private async Task<bool> TryResumeAsync(CancellationToken cancellationToken)
    {
        try
        {
            var after = string.Empty;
            while (true)
            {
                var page = await grains.ReceiptIndex(null).ListAsync(after, PageSize, unfinishedOnly: true, cancellationToken);
                if (!page.IsOk)
                    return false;
                foreach (var entry in page.Value)
                    await grains.TenantErasure(TenantId.From(entry.Id)).ResumeAsync(cancellationToken);
                if (page.Value.Length < PageSize)
                    return true;
                after = page.Value[^1].Id;
            }
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogPostponed(failure);
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Erasures that were cut short could not be gone on with yet")]
    private partial void LogPostponed(Exception failure);
}
