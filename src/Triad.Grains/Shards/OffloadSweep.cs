using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Shards;
using Triad.Grains.Tenants;

namespace Triad.Grains.Shards;

/// <summary>
/// Offloads the shards that nobody has used for the time of the policy. It looks at the files that lie here, so it costs nothing for tenants that are
/// offloaded already, and no list of tenants is read.
/// </summary>
internal sealed partial class OffloadSweep(
    IGrainFactory grains, IShardFiles files, IOptions<TenantOptions> options, TimeProvider time, ILogger<OffloadSweep> log)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.OffloadAfterMinutes <= 0)
            return;
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(options.Value.OffloadSweepMinutes), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SweepAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    /// <summary>Looks once; one shard after the other, so that no more than one is on its way.</summary>
    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var since = TimeSpan.FromMinutes(Math.Max(options.Value.OffloadAfterMinutes, options.Value.IdleMinutes));
        var unused = await files.UnusedAsync(since, cancellationToken);
        if (!unused.IsOk)
        {
            LogUnread(unused.Error.Message);
            return;
        }

        foreach (var shard in unused.Value)
            await OffloadAsync(shard, since, cancellationToken);
    }

    private async Task OffloadAsync(ShardId shard, TimeSpan since, CancellationToken cancellationToken)
    {
        try
        {
            var moved = await ShardJourney.OffloadAsync(grains.IndexShard(shard), since, cancellationToken);
            if (!moved.IsOk)
                LogStays(shard.Tenant.Value, shard.Number, moved.Error.Message);
            else if (moved.Value.IsAway)
                LogOffloaded(shard.Tenant.Value, shard.Number, moved.Value.Bytes);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(failure, shard.Tenant.Value, shard.Number);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Shard {Tenant}/{Shard} was offloaded: {Bytes} bytes")]
    private partial void LogOffloaded(string tenant, int shard, long bytes);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Tenant}/{Shard} was not offloaded: {Problem}")]
    private partial void LogStays(string tenant, int shard, string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The folder of the index cannot be read; nothing is offloaded: {Problem}")]
    private partial void LogUnread(string problem);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Shard {Tenant}/{Shard} was not offloaded; it is tried again")]
    private partial void LogFailed(Exception failure, string tenant, int shard);
}
