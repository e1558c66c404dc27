using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Vectors.Qdrant.Calls;
using Triad.Vectors.Qdrant.Points;
using Triad.Vectors.Qdrant.Requests;
using Triad.Vectors.Qdrant.Tenancy;

namespace Triad.Vectors.Qdrant.Shards;

/// <summary>
/// The writes of a shard. Qdrant has no transaction, so a write is: read the header, change points where the epoch allows it, put the
/// next header in its place, and read that back. The header comes last, so its number is never ahead of the points.
/// </summary>
internal sealed partial class ShardWriter(
    QdrantCalls calls,
    PointReader points,
    PointEraser eraser,
    HeaderStore headers,
    ShardDirectory directory,
    TenantCandidates candidates,
    QdrantVectorsOptions options,
    TimeProvider time,
    ILogger<QdrantVectorIndex> logger)
{
    // A header that others change each time.
    private const int MaxTries = 10;

    private readonly WriteGates _gates = new(options.MaxQueuedWrites);

    /// <summary>See <see cref="IVectorWriter.UpsertAsync"/>.</summary>
    public Task<Result<long>> UpsertAsync(
        ShardId shard,
        long epoch,
        IReadOnlyList<VectorPoint> given,
        CancellationToken cancellationToken) =>
        WriteAsync(shard, epoch, place => UpsertAsync(place, epoch, given, cancellationToken), cancellationToken);

    /// <summary>See <see cref="IVectorWriter.DeleteAsync"/>.</summary>
    public Task<Result<long>> DeleteAsync(ShardId shard, long epoch, VideoId video, int? generation, CancellationToken cancellationToken) =>
        WriteAsync(shard, epoch, place => DeleteAsync(place, epoch, video, generation, cancellationToken), cancellationToken);

    /// <summary>See <see cref="IVectorWriter.SetMetadataAsync"/>.</summary>
    public Task<Result<long>> SetMetadataAsync(
        ShardId shard, long epoch, VideoId video, ImmutableDictionary<string, MetadataValue> metadata, CancellationToken cancellationToken) =>
        WriteAsync(shard, epoch, place => SetMetadataAsync(place, epoch, video, metadata, cancellationToken), cancellationToken);

    /// <summary>The conditions that a point is of a video in a shard.</summary>
    public static List<Q.Condition> OfVideo(ShardId shard, VideoId video, int? generation)
    {
        var all = new List<Q.Condition> { Conditions.Is(PayloadNames.Shard, shard.Number), Conditions.Is(PayloadNames.Video, video.Value) };
        if (generation is { } one)
            all.Add(Conditions.Is(PayloadNames.Generation, one));
        return all;
    }

    private async Task<Result<long>> WriteAsync(
        ShardId shard,
        long epoch,
        Func<ShardPlace, Task<Result<long>>> write,
        CancellationToken cancellationToken)
    {
        var place = await directory.FindAsync(shard, cancellationToken);
        if (!place.IsOk)
            return place.Error;
        if (place.Value is null)
            return ShardErrors.NotOpen(shard, epoch);
        var entered = await _gates.EnterAsync(shard, cancellationToken);
        if (!entered.IsOk)
            return entered.Error;
        using var turn = entered.Value;
        var written = await write(place.Value);
        if (written.IsOk)
            candidates.Note(shard.Tenant, place.Value.Space);
        return written;
    }

    private async Task<Result<long>> UpsertAsync(
        ShardPlace place,
        long epoch,
        IReadOnlyList<VectorPoint> given,
        CancellationToken cancellationToken)
    {
        // Of a segment that is given twice the last one counts, as if they were written one after the other.
        var byId = given
            .GroupBy(point => NameUuid.OfPoint(place.Shard, point.Subject.Video, point.Generation, point.Segment))
            .ToDictionary(group => group.Key, group => group.Last());
        var headerId = NameUuid.OfHeader(place.Shard);
        var stored = await points.OfAsync(place.Requests, byId.Keys.Prepend(headerId), ShardHeader.Fields, cancellationToken);
        if (!stored.IsOk)
            return stored.Error;
        var header = stored.Value.Remove(headerId, out var found) ? ShardHeader.From(found.Payload) : null;
        if (Refusal(place.Shard, header, epoch) is { } refused)
            return refused;
        if ((VectorRules.Check(given, header!.DimensionOf) ?? PointMapping.Check(given)) is { } wrong)
            return wrong;

        var next = header.Next(epoch);
        var put = byId.Where(pair => !pair.Value.Vectors.IsEmpty).ToDictionary();
        var operations = Operations(place, put, byId.Keys.Except(put.Keys).Where(stored.Value.ContainsKey), next);
        var landed = await NoteAsync(place, header, next, operations, cancellationToken);
        if (landed is { IsOk: false, Error.Reason: ErrorReason.EpochStale })
            await TakeBackAsync(place, put.Keys.Where(id => !stored.Value.ContainsKey(id)), epoch, cancellationToken);
        if (!landed.IsOk)
            return landed.Error;
        return landed.Value.Completed || await SearchableAsync(place, put.Keys, next, cancellationToken) is not { } late
            ? landed.Value.Sequence
            : late;
    }

    // A stored point of a later epoch is left alone: its writer has taken over. So is one of a later write: this may be a copy of a call that went
    // unanswered and comes late.
    private List<Q.PointsUpdateOperation> Operations(
        ShardPlace place,
        Dictionary<Guid, VectorPoint> put,
        IEnumerable<Guid> gone,
        ShardHeader next)
    {
        var notLater = NotLater(next.Epoch);
        var notNewer = Conditions.InRange(PayloadNames.Sequence, new() { Lte = next.Sequence });
        List<Q.PointsUpdateOperation> operations =
        [
            .. put.Values.Chunk(options.WriteBatch).Select(chunk => place.Requests.Upsert(
                chunk.Select(point => PointMapping.ToStored(place.Requests, place.Shard, point, next.Epoch, next.Sequence)),
                notLater,
                notNewer)),
            .. gone.Chunk(options.ReadBatch).Select(chunk => place.Requests.Delete(chunk, notLater)),
        ];
        return operations;
    }

    private async Task<Result<long>> DeleteAsync(
        ShardPlace place,
        long epoch,
        VideoId video,
        int? generation,
        CancellationToken cancellationToken)
    {
        var read = await headers.ReadAsync(place, cancellationToken);
        if (!read.IsOk)
            return read.Error;
        if (Refusal(place.Shard, read.Value, epoch) is { } refused)
            return refused;
        List<Q.Condition> what = [.. OfVideo(place.Shard, video, generation), NotLater(epoch)];
        if (await eraser.EraseAsync(place.Requests, what, cancellationToken) is { } failed)
            return failed;
        var left = await points.CountAsync(place.Requests, OfVideo(place.Shard, video, generation), cancellationToken);
        if (!left.IsOk)
            return left.Error;
        if (left.Value > 0)
        {
            // Those of a later epoch are left alone: its writer has taken over.
            var now = await headers.ReadAsync(place, cancellationToken);
            return (now.IsOk ? Refusal(place.Shard, now.Value, epoch) : now.Error) ?? ShardErrors.NotDeleted(place.Shard, video, left.Value);
        }

        var landed = await NoteAsync(place, read.Value!, read.Value!.Next(epoch), [], cancellationToken);
        return landed.IsOk ? landed.Value.Sequence : landed.Error;
    }

    // As points that are written again: only so does the server look at the number of the write too, and a late copy of an older call changes nothing. (To
    // set a payload where a number that has no index is not above another is refused.)
    private async Task<Result<long>> SetMetadataAsync(
        ShardPlace place,
        long epoch,
        VideoId video,
        ImmutableDictionary<string, MetadataValue> metadata,
        CancellationToken cancellationToken)
    {
        var stored = await points.AllAsync(place.Requests, OfVideo(place.Shard, video, null), new() { Enable = true }, true, cancellationToken);
        if (!stored.IsOk)
            return stored.Error;
        List<VectorPoint> given =
            [.. stored.Value.Select(PointMapping.ToPoint).Select(point => point with { Subject = point.Subject with { Metadata = metadata } })];
        return await UpsertAsync(place, epoch, given, cancellationToken);
    }

    /// <summary>
    /// Makes changes and notes them in the header, in one call. Where another write of the same epoch came between, only the note is made
    /// again; where another epoch stands, the write is refused.
    /// </summary>
    private async Task<Result<Landed>> NoteAsync(
        ShardPlace place,
        ShardHeader read,
        ShardHeader next,
        List<Q.PointsUpdateOperation> operations,
        CancellationToken cancellationToken)
    {
        var completed = true;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var update = place.Requests.Update([.. operations, HeaderStore.Replace(place.Requests, place.Shard, read, next)]);
            var written = await calls.WriteAsync("UpdateBatch", (client, call) => client.UpdateBatchAsync(update, call), cancellationToken);
            if (!written.IsOk)
                return written.Error;
            if (written.Value.Result.Any(result => result.Status == Q.UpdateStatus.ClockRejected))
                return QdrantErrors.Unavailable($"Qdrant rejected a write to shard '{place.Shard}' as outdated.", "Repeat the write.");
            completed &= PointEraser.IsCompleted(written.Value);
            var stored = await VisibleAsync(place, read, PointEraser.IsCompleted(written.Value), cancellationToken);
            if (!stored.IsOk)
                return stored.Error;
            if (stored.Value?.Write == next.Write)
                return new Landed(next.Sequence, completed);
            if (Refusal(place.Shard, stored.Value, next.Epoch) is { } refused)
                return refused;
            (read, next, operations) = (stored.Value!, stored.Value!.Next(next.Epoch), []);
        }

        return ShardErrors.Contended(place.Shard);
    }

    // A note that only waits in the server's queue is looked for until it is there, or time is up.
    private async Task<Result<ShardHeader?>> VisibleAsync(
        ShardPlace place,
        ShardHeader read,
        bool completed,
        CancellationToken cancellationToken)
    {
        for (var start = time.GetTimestamp(); ;)
        {
            var stored = await headers.ReadAsync(place, cancellationToken);
            if (completed || !stored.IsOk || stored.Value?.Write != read.Write)
                return stored;
            if (time.GetElapsedTime(start) > options.WriteTimeout)
                return ShardErrors.NotSearchable(place.Shard, options.WriteTimeout);
            await Task.Delay(options.WaitInterval, time, cancellationToken);
        }
    }

    /// <summary>Null once all points can be found as this write, or a later one, left them.</summary>
    private async Task<Error?> SearchableAsync(
        ShardPlace place,
        IReadOnlyCollection<Guid> ids,
        ShardHeader next,
        CancellationToken cancellationToken)
    {
        for (var start = time.GetTimestamp(); ;)
        {
            var found = await points.OfAsync(place.Requests, ids, ShardHeader.Fields, cancellationToken);
            if (!found.IsOk)
                return found.Error;
            if (ids.All(id => found.Value.TryGetValue(id, out var point) && IsOf(point, next)))
                return null;
            if (time.GetElapsedTime(start) > options.WriteTimeout)
                return ShardErrors.NotSearchable(place.Shard, options.WriteTimeout);
            await Task.Delay(options.WaitInterval, time, cancellationToken);
        }
    }

    /// <summary>
    /// Another epoch took over while this write was under way: what it put in newly is removed, so that it leaves nothing behind.
    /// </summary>
    private async Task TakeBackAsync(ShardPlace place, IEnumerable<Guid> added, long epoch, CancellationToken cancellationToken)
    {
        var ofThisEpoch = Conditions.Is(PayloadNames.Epoch, epoch);
        foreach (var chunk in added.Chunk(options.ReadBatch))
        {
            var update = place.Requests.Update([place.Requests.Delete(chunk, ofThisEpoch)]);
            var deleted = await calls.WriteAsync("UpdateBatch", (client, call) => client.UpdateBatchAsync(update, call), cancellationToken);
            if (!deleted.IsOk)
                LogLeftBehind(logger, place.Shard.Tenant.Value, place.Shard.Number, chunk.Length, deleted.Error.Message);
        }
    }

    private static Q.Condition NotLater(long epoch) => Conditions.InRange(PayloadNames.Epoch, new() { Lte = epoch });

    private Error? Refusal(ShardId shard, ShardHeader? header, long epoch)
    {
        if (header is null)
            return ShardErrors.NotOpen(shard, epoch);
        if (header.Epoch > epoch)
            return ShardErrors.Stale(shard, header.Epoch, epoch);
        return header.Hold is { } hold && hold.Until > time.GetUtcNow() ? ShardErrors.Moving(shard) : null;
    }

    private static bool IsOf(Q.RetrievedPoint point, ShardHeader next) =>
        (point.Payload.Number(PayloadNames.Epoch), point.Payload.Number(PayloadNames.Sequence)).CompareTo((next.Epoch, next.Sequence)) >= 0;

    [LoggerMessage(1, LogLevel.Warning, "Vector shard {Tenant}/{Shard}: {Count} points of a refused write may be left: {Problem}")]
    private static partial void LogLeftBehind(ILogger logger, string tenant, int shard, int count, string problem);

    /// <summary>A write that is noted: its number, and whether the server said that all of it is searchable.</summary>
    private readonly record struct Landed(long Sequence, bool Completed);
}
