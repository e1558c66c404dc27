using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Ingest;

namespace Triad.Grains.Erasure.Stores;

/// <summary>
/// A tenant's jobs in the ingest queue. One in work stays until its host has heard that the video is gone, or its lease has run out: as long as
/// it is counted, somebody may still write.
/// </summary>
internal sealed class JobStore(IGrainFactory grains) : IErasableStore
{
    public string Name => "ingest-jobs";

    public string Unit => "jobs";

    public ErasureStage Stage => ErasureStage.Work;

    public ErasureScopes Scopes => ErasureScopes.Tenant;

    public async Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var count = 0L;
        for (var partition = 0; partition < IngestQueueKey.Partitions; partition++)
        {
            var counted = await grains.IngestQueue(partition).CountAsync(subject.Tenant, cancellationToken);
            if (!counted.IsOk)
                return counted;
            count += counted.Value;
        }

        return count;
    }

    public async Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        for (var partition = 0; partition < IngestQueueKey.Partitions; partition++)
        {
            var dropped = await grains.IngestQueue(partition).DropAsync(subject.Tenant, cancellationToken);
            if (!dropped.IsOk)
                return dropped;
        }

        return Result.Ok;
    }

    public ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt) => null;
}
