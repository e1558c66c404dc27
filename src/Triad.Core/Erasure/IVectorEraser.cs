using Triad.Core.Errors;
using Triad.Core.Identity;

namespace Triad.Core.Erasure;

/// <summary>Erases a tenant's vectors from an index: of every space, representation and lineage, whatever shard they are in.</summary>
public interface IVectorEraser
{
    /// <summary>How many vectors or, where an index keeps several in one, points there are: of a tenant, or of one video of it.</summary>
    Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken);

    /// <summary>Erases a shard with all that says that there was one; success where there is none.</summary>
    Task<Result> EraseAsync(ShardId shard, CancellationToken cancellationToken);

    /// <summary>Erases what is left of a tenant, in every shard.</summary>
    Task<Result> EraseAsync(TenantId tenant, CancellationToken cancellationToken);

    /// <summary>What may stay of vectors erased at an instant; null where nothing does.</summary>
    ErasureRemainder? RemainderAt(DateTimeOffset erasedAt);
}
