using System.Collections.Immutable;
using Triad.Core.Erasure;
using Triad.Grains.Abstractions.Erasure;

namespace Triad.Grains.Erasure;

/// <summary>Maps receipts: what is stated, kept, and sent.</summary>
internal static class ReceiptMapping
{
    /// <summary>What is said of an erasure that has ended now.</summary>
    public static ErasureStatement ToStatement(
        ErasureSubject subject,
        string id,
        string requestedBy,
        DateTimeOffset startedAt,
        IEnumerable<ErasedStoreState> stores,
        IEnumerable<ErasureRemainder> remainders,
        DateTimeOffset now) => new(
        id,
        subject,
        requestedBy,
        startedAt,
        now,
        [.. stores.Select(store => new StoreErasure(store.Name, store.Unit, store.Before, store.After))],
        [.. remainders]);

    public static ReceiptState ToState(ErasureStatement statement, ImmutableArray<ErasedStoreState> stores, string jws) => new()
    {
        Id = statement.Id,
        RequestedBy = statement.RequestedBy,
        StartedAt = statement.StartedAt,
        FinishedAt = statement.FinishedAt,
        Stores = stores,
        Remainders = [.. statement.Remainders.Select(trace => new LastingTraceState { What = trace.What, Until = trace.Until })],
        Jws = jws,
    };

    public static ErasureReceipt ToReceipt(ErasureSubject subject, ReceiptState state) => new(
        state.Id,
        subject.Tenant,
        subject.Video,
        state.RequestedBy,
        state.StartedAt,
        state.FinishedAt,
        [.. state.Stores.Select(store => new ErasedStore(store.Name, store.Unit, store.Before, store.After))],
        [.. state.Remainders.Select(trace => new LastingTrace(trace.What, trace.Until))],
        state.Jws);
}
