using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Routing;
using Triad.Grains.Abstractions.Searches;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Searches;

/// <summary>
/// Holds searches until the shards of their watermarks have caught up: all shards of a search at once, under one deadline. Only so many searches wait at
/// a time in a process.
/// </summary>
internal sealed class WatermarkWaiter(
    [FromKeyedServices(SearchReaders.Key)] IVectorReader reader,
    IOptions<SearchOptions> options,
    TimeProvider time)
{
    private static readonly TimeSpan RetryHint = TimeSpan.FromSeconds(1);

    private int _waiting;

    /// <summary>Success once every shard has caught up; TimedOut, QueueFull, or WatermarkInvalid where it names a shard that the tenant does not have.</summary>
    public async Task<Result> WaitAsync(
        TenantSnapshot tenant,
        TenantLineage lineage,
        ImmutableArray<ShardSequence> watermark,
        CancellationToken cancellationToken)
    {
        if (watermark.IsEmpty)
            return Result.Ok;
        if (watermark.Any(mark => mark.Shard < 0 || !IsShardOf(tenant, mark.Shard)))
            return new Error(ErrorReason.WatermarkInvalid, "The watermark names a shard that the tenant does not have.", "options.wait_for", null, "Send a watermark as GetVideo returned it.");
        if (Interlocked.Increment(ref _waiting) > options.Value.MaxWaitingWatermarks)
        {
            Interlocked.Decrement(ref _waiting);
            return new Error(
                ErrorReason.QueueFull, "Too many searches wait for a watermark.", "options.wait_for", null, "Try again.", RetryHint);
        }

        try
        {
            // Of another lineage, written before searches changed over: what it waits for was in this one by then.
            var marks = watermark.Where(mark => LineageOf(mark.Shard) == lineage.Number).GroupBy(mark => mark.Shard, mark => mark.Sequence);
            var waits = await Task.WhenAll(marks.Select(mark => WaitAsync(new ShardId(tenant.TenantId, mark.Key), mark.Max(), cancellationToken)));
            return waits.FirstOrDefault(wait => !wait.IsOk);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private static bool IsShardOf(TenantSnapshot tenant, int shard) =>
        LineageOf(shard) <= tenant.LastLineage && shard - ShardRouter.FirstOf(LineageOf(shard)) < tenant.ShardCount;

    private static int LineageOf(int shard) => shard / ShardRouter.ShardsOfLineage;

    private async Task<Result> WaitAsync(ShardId shard, long sequence, CancellationToken cancellationToken)
    {
        var timeout = TimeSpan.FromSeconds(options.Value.WatermarkTimeoutSeconds);
        try
        {
            return await reader.WaitAsync(shard, sequence, timeout, cancellationToken).WaitAsync(timeout, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return new Error(
                ErrorReason.TimedOut,
                FormattableString.Invariant($"The index has not caught up with the watermark within {timeout.TotalSeconds} s. Try again."),
                "options.wait_for",
                null,
                "Try again.",
                RetryHint);
        }
        catch (Orleans.Runtime.OrleansException)
        {
            return new Error(ErrorReason.Unavailable, "A shard of the index does not answer. Try again.", null, null, "Try again.", RetryHint);
        }
    }
}
