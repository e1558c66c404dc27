using System.Collections.Immutable;
using Triad.Core.Erasure;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Erasure;

namespace Triad.Grains.Erasure;

/// <summary>
/// What erasures of tenants and of videos share: stores are counted, counted again, and what was seen is signed. Stores and signer are made when
/// the first erasure needs them: the grains of a host that erases nothing do without.
/// </summary>
internal sealed class ErasureWork(Lazy<ErasableStores> stores, Lazy<IReceiptSigner> signer, TimeProvider time)
{
    /// <summary>The stores of a subject, in the order in which they are erased.</summary>
    public IReadOnlyList<IErasableStore> StoresOf(ErasureSubject subject) => stores.Value.Of(subject);

    /// <summary>A receipt's id that nobody has.</summary>
    public static string NewId() => $"er_{Guid.NewGuid():n}";

    /// <summary>What the stores have before anything is erased.</summary>
    public async Task<Result<ImmutableArray<ErasedStoreState>>> CountBeforeAsync(ErasureSubject subject, CancellationToken cancellationToken)
    {
        var found = ImmutableArray.CreateBuilder<ErasedStoreState>();
        foreach (var store in stores.Value.Of(subject))
        {
            var count = await store.CountAsync(subject, cancellationToken);
            if (!count.IsOk)
                return count.Error;
            found.Add(new ErasedStoreState { Name = store.Name, Unit = store.Unit, Before = count.Value });
        }

        return found.ToImmutable();
    }

    /// <summary>
    /// What the stores have now, beside what they had; a store that is new since then, as after an upgrade, had what it has.
    /// </summary>
    public async Task<Result<ImmutableArray<ErasedStoreState>>> CountAfterAsync(
        ErasureSubject subject, ImmutableArray<ErasedStoreState> before, CancellationToken cancellationToken)
    {
        var counted = before;
        foreach (var store in stores.Value.Of(subject))
        {
            var count = await store.CountAsync(subject, cancellationToken);
            if (!count.IsOk)
                return count.Error;
            var known = counted.FirstOrDefault(one => one.Name == store.Name);
            counted = known is null
                ? counted.Add(new ErasedStoreState { Name = store.Name, Unit = store.Unit, Before = count.Value, After = count.Value })
                : counted.Replace(known, known with { After = count.Value });
        }

        return counted;
    }

    /// <summary>Signs what was seen. Done again it is signed again, under the same id.</summary>
    public async Task<Result<ReceiptState>> SignAsync(
        ErasureSubject subject,
        string id,
        string requestedBy,
        DateTimeOffset startedAt,
        ImmutableArray<ErasedStoreState> counted,
        CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var statement = ReceiptMapping.ToStatement(
            subject, id, requestedBy, startedAt, counted, stores.Value.RemaindersOf(subject, now), now);
        var signed = await signer.Value.SignAsync(statement, cancellationToken);
        return signed.IsOk ? ReceiptMapping.ToState(statement, counted, signed.Value) : signed.Error;
    }

    /// <summary>There is no receipt.</summary>
    public static Error NoReceipt(ErasureSubject subject) => Error.Of(
        ErrorReason.ReceiptNotFound,
        subject.Video is null ? "tenant_id" : "video_id",
        subject.Video?.Value ?? subject.Tenant.Value,
        "was not erased",
        "List the receipts.");
}
