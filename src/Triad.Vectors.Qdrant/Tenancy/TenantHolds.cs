using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant.Tenancy;

/// <summary>
/// Keeps writers away from all shards of a tenant in a collection. A hold changes the mark of a header, so a write that read the header
/// before is not noted after; it ends by itself, so a mover that died stops nobody for long.
/// </summary>
internal sealed class TenantHolds(PointReader points, HeaderStore headers, QdrantVectorsOptions options, TimeProvider time)
{
    // Long beside one page of a copy, short for a writer who waits.
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>Holds all shards. Unavailable where another holds one.</summary>
    public Task<Error?> TakeAsync(string collection, TenantId tenant, string holder, CancellationToken cancellationToken) => EachAsync(
        collection,
        tenant,
        (shard, header) => header.Hold is { } other && other.Holder != holder && other.Until > time.GetUtcNow()
            ? ShardErrors.Moving(shard)
            : header with { Hold = new ShardHold(holder, time.GetUtcNow() + Length) },
        cancellationToken);

    /// <summary>Holds them longer. Conflict where the hold ended meanwhile: somebody may have written.</summary>
    public Task<Error?> RenewAsync(string collection, TenantId tenant, string holder, CancellationToken cancellationToken) => EachAsync(
        collection,
        tenant,
        (shard, header) => IsHeld(header, holder)
            ? header with { Hold = new ShardHold(holder, time.GetUtcNow() + Length) }
            : ShardErrors.Contended(shard),
        cancellationToken);

    /// <summary>Holds them until the deletion of the key has ended, however often it is tried. Conflict where the hold ended meanwhile.</summary>
    public Task<Error?> HoldForDeletionAsync(string collection, TenantId tenant, string holder, CancellationToken cancellationToken) =>
        EachAsync(
            collection,
            tenant,
            (shard, header) => IsHeld(header, holder)
                ? header with { Hold = new ShardHold(holder, time.GetUtcNow() + LengthOfDeletion) }
                : ShardErrors.Contended(shard),
            cancellationToken);

    /// <summary>Unavailable where any shard of the tenant is held; null otherwise.</summary>
    public async Task<Error?> FindAsync(TenantRequests requests, CancellationToken cancellationToken)
    {
        var all = await HeadersAsync(requests, cancellationToken);
        if (!all.IsOk)
            return all.Error;
        var held = all.Value.Select(stored => (Shard: ShardOf(requests.Tenant, stored), Header: ShardHeader.From(stored.Payload)))
            .FirstOrDefault(pair => pair.Header.Hold is { } hold && hold.Until > time.GetUtcNow());
        return held.Header is null ? null : ShardErrors.Moving(held.Shard);
    }

    /// <summary>Lets writers in again.</summary>
    public Task<Error?> ReleaseAsync(string collection, TenantId tenant, CancellationToken cancellationToken) =>
        EachAsync(collection, tenant, (_, header) => header with { Hold = null }, cancellationToken);

    private TimeSpan LengthOfDeletion => Length + (options.AdminTimeout * (options.MaxRetries + 1));

    private Task<Result<List<Q.RetrievedPoint>>> HeadersAsync(TenantRequests requests, CancellationToken cancellationToken) =>
        points.AllAsync(requests, [Conditions.Is(PayloadNames.Kind, ShardHeader.Kind)], ShardHeader.Fields, false, cancellationToken);

    private static ShardId ShardOf(TenantId tenant, Q.RetrievedPoint header) =>
        new(tenant, (int)header.Payload.Number(PayloadNames.Shard));

    private bool IsHeld(ShardHeader header, string holder) =>
        header.Hold is { } own && own.Holder == holder && own.Until - time.GetUtcNow() > Length / 4;

    // A header that is to stay as it is is not written.
    private async Task<Error?> EachAsync(
        string collection,
        TenantId tenant,
        Func<ShardId, ShardHeader, Result<ShardHeader>> change,
        CancellationToken cancellationToken)
    {
        var requests = TenantRequests.To(collection, tenant, options);
        var all = await HeadersAsync(requests, cancellationToken);
        if (!all.IsOk)
            return all.Error;
        foreach (var stored in all.Value)
        {
            var shard = ShardOf(tenant, stored);
            var read = ShardHeader.From(stored.Payload);
            var changed = change(shard, read);
            if (!changed.IsOk)
                return changed.Error;
            if (changed.Value == read)
                continue;
            var next = changed.Value with { Write = ShardHeader.NewMark() };
            var landed = await headers.ReplaceAsync(requests, shard, read, next, cancellationToken);
            if (!landed.IsOk)
                return landed.Error;
            if (landed.Value?.Write != next.Write)
                return ShardErrors.Contended(shard);
        }

        return null;
    }
}
