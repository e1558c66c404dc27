using Triad.Core.Errors;

namespace Triad.Core.Erasure;

/// <summary>
/// A place that keeps something of tenants, and can count and erase it. Whoever keeps something registers one
/// (<c>services.AddSingleton&lt;IErasableStore, ...&gt;()</c>, on silos of role silo): its counts before and after stand in the receipt of
/// every erasure. Every call can be repeated with the same end, and may be cut short anywhere. A store is asked in the order of its stage,
/// while the tenant is refused everywhere; what is counted as left is erased again, so a store that waits for others just leaves it.
/// </summary>
public interface IErasableStore
{
    /// <summary>Its name in receipts: a-z, digits and hyphens, unique and never changed.</summary>
    string Name { get; }

    /// <summary>What it counts, for people: "vectors", "files".</summary>
    string Unit { get; }

    /// <summary>When its turn comes.</summary>
    ErasureStage Stage { get; }

    /// <summary>What can be erased from it by itself; it is asked for nothing else.</summary>
    ErasureScopes Scopes { get; }

    /// <summary>How much there is of the subject now; 0 where there is nothing, or no such tenant or video.</summary>
    Task<Result<long>> CountAsync(ErasureSubject subject, CancellationToken cancellationToken);

    /// <summary>Erases what there is of the subject, durably; success where there is nothing.</summary>
    Task<Result> EraseAsync(ErasureSubject subject, CancellationToken cancellationToken);

    /// <summary>What may stay all the same of a subject that was erased at an instant; null where nothing does.</summary>
    ErasureRemainder? RemainderOf(ErasureSubject subject, DateTimeOffset erasedAt);
}
