using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Telemetry;

/// <summary>Counts from time to time what each tenant has stored, for the gauges of storage.</summary>
internal sealed partial class StorageMeter(
    IGrainFactory grains,
    GrainsInstruments instruments,
    IOptions<TelemetryOptions> options,
    TimeProvider time,
    ILogger<StorageMeter> log) : BackgroundService
{
    private const int PageSize = 500;

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
            instruments.Counted(await CountAsync(cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotCounted(exception);
        }
    }

    private async Task<IReadOnlyDictionary<string, CatalogTotals>> CountAsync(CancellationToken cancellationToken)
    {
        var stored = new Dictionary<string, CatalogTotals>(StringComparer.Ordinal);
        for (var bucket = 0; bucket < TenantDirectoryKey.Buckets; bucket++)
        {
            var directory = grains.TenantDirectory(bucket);
            for (TenantId? after = null; ;)
            {
                var page = await directory.ListAsync(after, PageSize, cancellationToken);
                if (!page.IsOk || page.Value.IsEmpty)
                    break;
                foreach (var tenant in page.Value)
                    stored[tenant.Value] = await CountAsync(tenant, cancellationToken);
                after = page.Value[^1];
            }
        }

        return stored;
    }

    private async Task<CatalogTotals> CountAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var all = new CatalogTotals(0, 0);
        for (var bucket = 0; bucket < CatalogKey.Buckets; bucket++)
        {
            var totals = await grains.Catalog(new CatalogKey(tenant, bucket)).TotalsAsync(cancellationToken);
            if (totals.IsOk)
                all = new CatalogTotals(all.Videos + totals.Value.Videos, all.Bytes + totals.Value.Bytes);
        }

        return all;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What tenants have stored could not be counted; the gauges keep their last values")]
    private partial void LogNotCounted(Exception exception);
}
