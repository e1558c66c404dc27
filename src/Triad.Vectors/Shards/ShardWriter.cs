using Triad.Core.Durability;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Indexing;
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

    /// <summary>See <see cref="IVectorIndex.OpenAsync"/>.</summary>
    public Result<long> Open(ShardSlot slot, SpaceId space, int dimension, long epoch)
    {
        if (dimension < 1)
            return Error.Invalid("dimension", dimension, "is below 1", "Give the embedding size of the model package.");
        if (slot.Loaded is null && shards.Load(slot) is null)
            Create(slot, new ShardHeader(space, dimension, epoch, 0));

        var shard = slot.Loaded!;
        using var transaction = shard.Database.Begin();
        var header = shard.Database.ReadHeader()!;
        if (header.Epoch > epoch)
            return Stale(slot.Shard, header.Epoch, epoch);
        if (header.Space != space)
            return SpaceMismatch(slot.Shard, header.Space, space);
        if (header.Dimension != dimension)
            return Error.Invalid("dimension", dimension, $"is not the shard's, {header.Dimension}", "Use the model package of the tenant.");
        shard.Database.WriteHeader(header with { Epoch = epoch });
        shard.Database.Points.Sweep();
        transaction.Commit();

        // Another process may have written since this one loaded the rows.
        if (header.Sequence != shard.Rows.Snapshot.Sequence)
            Reload(slot);
        return header.Sequence;
    }

    /// <summary>See <see cref="IVectorIndex.UpsertAsync"/>.</summary>
    public Result<long> Upsert(ShardSlot slot, long epoch, IReadOnlyList<VectorPoint> points) =>
        Write(
            slot,
            epoch,
            shard => VectorRules.Check(points, shard.Dimension),
            (shard, sequence) =>
            {
                var changed = Changed(shard.Rows, points);
                shard.Database.Points.Upsert(changed, sequence);
                return () =>
                {
                    var dead = shard.Rows.Dead;
                    foreach (var point in changed)
                        shard.Rows.Put(RowInfo.Of(point), point.Vector.Span, sequence);
                    if (shard.Rows.Dead > dead)
                        slot.Replacements.Enqueue((time.GetTimestamp(), sequence));
                };
            });

    /// <summary>See <see cref="IVectorIndex.DeleteAsync"/>.</summary>
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

    /// <summary>See <see cref="IVectorIndex.DropAsync"/>.</summary>
    public Result<long> Drop(ShardSlot slot, long epoch)
    {
        if (File.Exists(shards.Paths.File(slot.Shard)))
        {
            using var database = slot.Loaded is null ? ShardDatabase.Open(shards.Paths, slot.Shard, options) : null;
            var header = (database ?? slot.Loaded!.Database).ReadHeader();
            if (header is not null && header.Epoch > epoch)
                return Stale(slot.Shard, header.Epoch, epoch);
        }

        slot.Unload();
        slot.Reach(0);
        foreach (var file in shards.Paths.Files(slot.Shard))
            File.Delete(file);
        var folder = shards.Paths.Folder(slot.Shard);
        if (!Directory.Exists(folder))
            return 0;
        FolderSync.Flush(folder);
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
            FolderSync.Flush(shards.Paths.Root);
        }

        return 0;
    }

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
            using var transaction = database.Begin();
            database.WriteHeader(header);
            transaction.Commit();
            slot.Loaded = LoadedShard.Load(database, header);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    // The rows are read through the connection that is open already, in its transaction where there is one.
    private static LoadedShard Reload(ShardSlot slot)
    {
        var database = slot.Loaded!.Database;
        slot.Replacements.Clear();
        slot.Loaded = LoadedShard.Load(database, database.ReadHeader()!);
        slot.Reach(slot.Loaded.Rows.Snapshot.Sequence);
        return slot.Loaded;
    }

    // The last of several points with one id counts; those that the shard holds already are left as they are.
    private static List<VectorPoint> Changed(ShardRows rows, IReadOnlyList<VectorPoint> points)
    {
        var last = new Dictionary<PointId, VectorPoint>();
        foreach (var point in points)
            last[point.Id] = point;
        return [.. last.Values.Where(point => !IsStored(rows, point))];
    }

    private static bool IsStored(ShardRows rows, VectorPoint point) =>
        rows.TryGetLive(point.Id, out var place)
        && SubjectContent.Same(place.Info, RowInfo.Of(point))
        && place.Vector.Span.SequenceEqual(point.Vector.Span);

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
        $"Shard '{shard}' does not exist: it was not opened, or it was dropped.",
        "epoch",
        FormattableString.Invariant($"{epoch}"),
        "Open the shard before writing.");
}
