using System.Collections.Immutable;
using Orleans.Concurrency;
using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Erasure;

/// <summary>
/// Lists what was erased. Key: <see cref="ReceiptIndexKey"/>: the tenants of the platform, or the videos of a tenant. A row each: what was
/// begun, and what has ended.
/// </summary>
[Alias("triad.IReceiptIndexGrain")]
public interface IReceiptIndexGrain : IGrainWithStringKey
{
    /// <summary>Notes an erasure, or that it has ended. A repeat changes nothing.</summary>
    [Alias("Note")]
    Task<Result> NoteAsync(ReceiptEntry entry, CancellationToken cancellationToken);

    /// <summary>Forgets an erasure that never began.</summary>
    [Alias("Forget")]
    Task<Result> ForgetAsync(string id, CancellationToken cancellationToken);

    /// <summary>The entry of an id; null where there is none.</summary>
    [Alias("Find")]
    [AlwaysInterleave]
    Task<Result<ReceiptEntry?>> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>In ordinal order of ids, at most <paramref name="limit"/>, after an id (empty for the start); those that have ended, or those that have not.</summary>
    [Alias("List")]
    [AlwaysInterleave]
    Task<Result<ImmutableArray<ReceiptEntry>>> ListAsync(string after, int limit, bool unfinishedOnly, CancellationToken cancellationToken);
}
