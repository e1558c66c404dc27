using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Metadata;
using Triad.Vectors.Offloading;
using Triad.Vectors.Rows;
using Triad.Vectors.Storage;

namespace Triad.Vectors.Shards;

/// <summary>
/// The writes of a shard, for whoever holds its gate. Each is one transaction that checks the epoch, changes the rows and raises the
/// sequence number; memory follows only after the commit, so that a failed write leaves no trace in either.
/// </summary>
internal sealed class ShardWriter(ShardRegistry shards, EmbeddedVectorIndexOptions options, TimeProvider time)
{
    // Below this many dead rows a compaction saves less than it costs.
    private const int MinDeadRows = 1024;

    /// <summary>See <see cref="IVectorWriter.OpenAsync"/>.</summary>
    public Result<long> Open(ShardSlot slot, SpaceId space, IReadOnlyList<RepresentationShape> representations, long epoch)
    {
        if (slot.Loaded is { } open && !shards.IsCurrent(slot, open))
            slot.Unload();
        if (ShardAway.IsMarked(shards.Paths, slot.Shard))
            return ShardAway.Refusal(slot.Shard);
        if (slot.Loaded is null && shards.Load(slot) is null)
        {
            if (VectorRules.Check(representations, _ => null) is { } wrong)
                return wrong;
            Create(slot, new ShardHeader(space, epoch, 0));
        }

        var shard = slot.Loaded!;
        using var transaction = shard.Database.Begin();
        var header = shard.Database.ReadHeader()!;
        if (header.Space != space)
            return SpaceMismatch(slot.Shard, header.Space, space);
        if (header.Epoch > epoch)
            return Stale(slot.Shard, header.Epoch, epoch);
        var stored = shard.Database.Representations.Load();
        if (VectorRules.Check(representations, stored.DimensionOf) is { } error)
            return error;
        var missing = stored.Missing(representations);
        shard.Database.Representations.Add(missing);
        shard.Database.WriteHeader(header with { Epoch = epoch });
        shard.Database.Points.Sweep();
        transaction.Commit();

        // Another process may have written since this one loaded the rows.
        if (header.Sequence != shard.Rows.Snapshot.Sequence || stored.All.Length != shard.Rows.Representations.All.Length)
        {
            Reload(slot);
        }
        else if (missing.Count > 0)
        {
            shard.Rows.Add(missing);
            shard.Rows.Publish(header.Sequence);
        }

        return header.Sequence;
    }

    /// <summary>See <see cref="IVectorWriter.UpsertAsync"/>.</summary>
    public Result<long> Upsert(ShardSlot slot, long epoch, IReadOnlyList<VectorPoint> points) =>
        Write(
            slot,
            epoch,
            shard => VectorRules.Check(points, shard.Rows.Representations.DimensionOf),
            (shard, sequence) =>
            {
                var (put, gone) = Changes(slot.Shard.Tenant, shard.Rows, points);
                shard.Database.Points.Upsert(put, sequence);
                shard.Database.Points.Delete(gone);
                return () => Apply(slot, shard, put, gone, sequence);
            });

    /// <summary>See <see cref="IVectorWriter.SetMetadataAsync"/>.</summary>
    public Result<long> SetMetadata(ShardSlot slot, long epoch, VideoId video, ImmutableDictionary<string, MetadataValue> metadata) =>
        Write(
            slot,
            epoch,
            static _ => null,
            (shard, sequence) =>
            {
                var put = OfOther(shard.Rows, video, metadata);
                shard.Database.Points.Upsert(put, sequence);
                shard.Database.Points.Sweep(); // What was said of the video before is not kept.
                return () => Apply(slot, shard, put, [], sequence);
            });

    /// <summary>See <see cref="IVectorWriter.DeleteAsync"/>.</summary>
    public Result<long> Delete(ShardSlot slot, long epoch, VideoId video, int? generation) =>
        Write(
            slot,
            epoch,
            static _ => null,
            (shard, sequence) =>
            {
                shard.Database.Points.Delete(video, generation);
                return () => shard.Rows.Delete(video, generation, sequence);
            });

    public static Error SpaceMismatch(ShardId shard, SpaceId stored, SpaceId given) => new(
        ErrorReason.SpaceMismatch,
        $"Shard '{shard}' holds vectors of space '{stored}'; the given ones are of '{given}'.",
        "space",
        given.Value,
        "Embed with the package of the shard's space, or re-embed the tenant.");

    private Result<long> Write(
        ShardSlot slot,
        long epoch,
        Func<LoadedShard, Error?> check,
        Func<LoadedShard, long, Action> change)
    {
        if (shards.Load(slot) is not { } shard)
            return NotOpen(slot.Shard, epoch);
        using (var transaction = shard.Database.Begin())
        {
            var header = shard.Database.ReadHeader()!;
            if (header.Epoch > epoch)
                return Stale(slot.Shard, header.Epoch, epoch);
            if (header.Sequence != shard.Rows.Snapshot.Sequence)
                shard = Reload(slot);
            if (check(shard) is { } error)
                return error;

            var sequence = header.Sequence + 1;
            var apply = change(shard, sequence);
            shard.Database.WriteHeader(header with { Epoch = epoch, Sequence = sequence });
            transaction.Commit();
            apply();
            shard.Rows.Publish(sequence);
        }

        Compact(slot, shard);
        shards.Shrink(slot);
        slot.Reach(shard.Rows.Snapshot.Sequence);
        return shard.Rows.Snapshot.Sequence;
    }

    private void Create(ShardSlot slot, ShardHeader header)
    {
        var database = ShardDatabase.Open(shards.Paths, slot.Shard, options);
        try
        {
            // Looked at again: another process may have been faster.
            using (var transaction = database.Begin())
            {
                if (database.ReadHeader() is { } stored)
                    header = stored;
                else
                    database.WriteHeader(header);
                transaction.Commit();
            }

            slot.Loaded = LoadedShard.Load(database, header, options);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // The rows are read through the connection that is open already, in its transaction where there is one.
    private LoadedShard Reload(ShardSlot slot)
    {
        var database = slot.Loaded!.Database;
        slot.Replacements.Clear();
        slot.Loaded = LoadedShard.Load(database, database.ReadHeader()!, options);
        slot.Reach(slot.Loaded.Rows.Snapshot.Sequence);
        return slot.Loaded;
    }

    // The last of several points of one segment counts; vectors that the shard holds already are left as they are, those that the point lacks go.
    private static (List<PointRow> Put, List<PointId> Gone) Changes(TenantId tenant, ShardRows rows, IReadOnlyList<VectorPoint> points)
    {
        var last = new Dictionary<(VideoId, int, int), VectorPoint>();
        foreach (var point in points)
            last[(point.Subject.Video, point.Generation, point.Segment)] = point;
        return (
            [.. last.Values.SelectMany(point => PointRows.Of(tenant, point, rows.Representations)).Where(row => !IsStored(rows, row))],
            [.. last.Values.SelectMany(point => PointRows.NotOf(tenant, point, rows.Representations)).Where(id => rows.TryGetLive(id, out _))]);
    }

    /// <summary>The live rows of a video that have other metadata, with these.</summary>
    private static List<PointRow> OfOther(ShardRows rows, VideoId video, ImmutableDictionary<string, MetadataValue> metadata)
    {
        var others = new List<PointRow>();
        foreach (var place in rows.OfVideo(video))
        {
            var info = place.Info;
            if (rows.TryGetLive(info.Id, out var live) && live == place && !SubjectContent.Same(info.Subject.Metadata, metadata))
                others.Add(new PointRow(info with { Subject = info.Subject with { Metadata = metadata } }, place.Vector));
        }

        return others;
    }

    private void Apply(ShardSlot slot, LoadedShard shard, List<PointRow> put, List<PointId> gone, long sequence)
    {
        var dead = shard.Rows.Dead;
        foreach (var row in put)
            shard.Rows.Put(row.Info, row.Vector.Span, sequence);
        foreach (var id in gone)
            shard.Rows.Remove(id, sequence);
        if (shard.Rows.Dead > dead)
            slot.Replacements.Enqueue((time.GetTimestamp(), sequence));
    }

    private static bool IsStored(ShardRows rows, PointRow row) =>
        rows.TryGetLive(row.Info.Id, out var place)
        && SubjectContent.Same(place.Info, row.Info)
        && place.Vector.Span.SequenceEqual(row.Vector.Span);

    private void Compact(ShardSlot slot, LoadedShard shard)
    {
        var horizon = 0L;
        while (slot.Replacements.TryPeek(out var oldest) && time.GetElapsedTime(oldest.Timestamp) >= options.ReplacedRetention)
            horizon = slot.Replacements.Dequeue().Sequence;
        slot.ReplacedHorizon = Math.Max(slot.ReplacedHorizon, horizon);
        if (shard.Rows.Dead >= MinDeadRows && shard.Rows.Dead >= shard.Rows.Total / 4)
            shard.Rows = shard.Rows.Compact(slot.ReplacedHorizon);
    }

    private static Error Stale(ShardId shard, long stored, long given) => new(
        ErrorReason.EpochStale,
        $"A writer of epoch {stored} has taken over shard '{shard}'; epoch {given} is refused.",
        "epoch",
        FormattableString.Invariant($"{given}"),
        "Stop writing; the new owner continues.");

    private static Error NotOpen(ShardId shard, long epoch) => new(
        ErrorReason.EpochStale,
        $"Shard '{shard}' does not exist: it was not opened.",
        "epoch",
        FormattableString.Invariant($"{epoch}"),
        "Open the shard before writing.");
}
