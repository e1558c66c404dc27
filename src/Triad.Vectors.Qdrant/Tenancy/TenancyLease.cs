using Google.Protobuf.Collections;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Collections;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Shards;

namespace Triad.Vectors.Qdrant.Tenancy;

/// <summary>
/// Lets one mover at a time work, over all silos: a point in the directory, changed only where its mark is the one that was read. A mover
/// that died holds it for three times as long as a move may take: longer than one can be at work.
/// </summary>
internal sealed class TenancyLease(
    QdrantCalls calls,
    PointReader points,
    CollectionKeeper collections,
    QdrantVectorsOptions options,
    TimeProvider time)
{
    // A request needs a tenant; the lease belongs to none. Its id is no tenant's point, whatever tenants are called.
    private static readonly TenantId System = TenantId.From("triad-system");
    private static readonly Guid Id = NameUuid.OfLease("tenancy");

    /// <summary>Takes the lease. Returns its mark, or null where another mover has it.</summary>
    public async Task<Result<string?>> TakeAsync(CancellationToken cancellationToken)
    {
        var directory = await collections.EnsureDirectoryAsync(cancellationToken);
        if (!directory.IsOk)
            return directory.Error;
        var read = await ReadAsync(cancellationToken);
        if (!read.IsOk)
            return read.Error;
        if (read.Value is { } other && other.Number(PayloadNames.HeldUntil) > time.GetUtcNow().ToUnixTimeMilliseconds())
            return Result<string?>.Ok(null);
        return await WriteAsync(read.Value?.Text(PayloadNames.Write), time.GetUtcNow() + (3 * options.MoveTimeout), cancellationToken);
    }

    /// <summary>Gives the lease back.</summary>
    public Task<Result<string?>> ReleaseAsync(string mark, CancellationToken cancellationToken) =>
        WriteAsync(mark, DateTimeOffset.UnixEpoch, cancellationToken);

    private async Task<Result<string?>> WriteAsync(string? readMark, DateTimeOffset until, CancellationToken cancellationToken)
    {
        var requests = Requests();
        var mark = ShardHeader.NewMark();
        var payload = new MapField<string, Q.Value>
        {
            [PayloadNames.Kind] = PayloadValues.Of("lease"),
            [PayloadNames.Write] = PayloadValues.Of(mark),
            [PayloadNames.HeldUntil] = PayloadValues.Of(until.ToUnixTimeMilliseconds()),
        };
        var point = requests.Point(Id, payload, []);
        var update = requests.Update(
            [readMark is null ? requests.Insert([point]) : requests.Upsert([point], Conditions.Is(PayloadNames.Write, readMark))]);
        var written = await calls.WriteAsync("UpdateBatch", (client, call) => client.UpdateBatchAsync(update, call), cancellationToken);
        if (!written.IsOk)
            return written.Error;
        var stored = await ReadAsync(cancellationToken);
        if (!stored.IsOk)
            return stored.Error;
        return Result<string?>.Ok(stored.Value?.TryText(PayloadNames.Write) == mark ? mark : null);
    }

    private async Task<Result<MapField<string, Q.Value>?>> ReadAsync(CancellationToken cancellationToken)
    {
        var found = await points.OfAsync(Requests(), [Id], new() { Enable = true }, cancellationToken);
        return found.IsOk ? found.Value.GetValueOrDefault(Id)?.Payload : found.Error;
    }

    private TenantRequests Requests() => TenantRequests.To(CollectionNaming.OfDirectory(options.CollectionPrefix), System, options);
}
