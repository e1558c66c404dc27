using Triad.Gateway.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Ingest;

namespace Triad.Gateway.Scaling;

/// <summary>What the whole ingest queue holds. Kept for a second, so that triggers that ask at once cost one look.</summary>
internal sealed class BacklogReader(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(1);

    private volatile Tuple<DateTimeOffset, IngestBacklog>? _kept;

    /// <summary>Asks all partitions. One that does not answer fails the whole: half a queue would have the autoscaler remove replicas.</summary>
    public async Task<IngestBacklog> ReadAsync(CancellationToken cancellationToken)
    {
        if (_kept is { } kept && kept.Item1 > time.GetUtcNow())
            return kept.Item2;
        var parts = await Task.WhenAll(Enumerable.Range(0, IngestQueueKey.Partitions).Select(partition => grains.IngestQueue(partition).BacklogAsync(cancellationToken)));
        var all = parts.Select(part => part.OrThrow()).Aggregate(IngestBacklog.None, static (sum, part) => sum.Plus(part));
        _kept = Tuple.Create(time.GetUtcNow() + KeptFor, all);
        return all;
    }
}
