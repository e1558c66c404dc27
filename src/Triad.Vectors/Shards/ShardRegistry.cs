using System.Collections.Concurrent;
using Triad.Core.Identity;
using Triad.Vectors.Storage;

namespace Triad.Vectors.Shards;

/// <summary>The shards that were used, and how much memory they take: the least recently used are let go beyond the limit.</summary>
internal sealed class ShardRegistry(EmbeddedVectorIndexOptions options, TimeProvider time) : IDisposable
{
    private readonly ConcurrentDictionary<ShardId, ShardSlot> _slots = new();

    public ShardPaths Paths { get; } = new(options.Folder);

    public long ResidentBytes => _slots.Values.Sum(slot => slot.Loaded?.Bytes ?? 0);

    public int LoadedShards => _slots.Values.Count(slot => slot.Loaded is not null);

    /// <summary>The slot; made on first use.</summary>
    public ShardSlot Slot(ShardId shard)
    {
        var slot = _slots.GetOrAdd(shard, static (id, self) => self.Make(id), this);
        slot.Touch();
        return slot;
    }

    /// <summary>True where the shard is loaded or has a file.</summary>
    public bool Exists(ShardId shard) =>
        (_slots.TryGetValue(shard, out var slot) && slot.Loaded is not null) || File.Exists(Paths.File(shard));

    /// <summary>Loads a shard whose gate the caller holds; null where there is none.</summary>
    public LoadedShard? Load(ShardSlot slot)
    {
        if (slot.Loaded is { } loaded)
            return loaded;
        if (!File.Exists(Paths.File(slot.Shard)))
            return null;

        var database = ShardDatabase.Open(Paths, slot.Shard, options);
        try
        {
            if (database.ReadHeader() is not { } header)
            {
                database.Dispose();
                return null;
            }

            slot.Loaded = LoadedShard.Load(database, header, options);
        }
        catch
        {
            database.Dispose();
            throw;
        }

        Used(slot.Shard);
        slot.Reach(slot.Loaded.Rows.Snapshot.Sequence);
        Shrink(slot);
        return slot.Loaded;
    }

    /// <summary>True where the shard is in memory.</summary>
    public bool IsLoaded(ShardId shard) => _slots.TryGetValue(shard, out var slot) && slot.Loaded is not null;

    /// <summary>
    /// True where the file that a loaded shard has open is the one that lies there now: it is another one where the shard was offloaded and fetched by
    /// another process meanwhile. For whoever holds the gate.
    /// </summary>
    public bool IsCurrent(ShardSlot slot, LoadedShard loaded)
    {
        if (!File.Exists(Paths.File(slot.Shard)))
            return false;
        using var database = ShardDatabase.Open(Paths, slot.Shard, options);
        return database.ReadHeader() == loaded.Database.ReadHeader();
    }

    /// <summary>Lets idle shards go until the memory limit holds; the given one stays.</summary>
    public void Shrink(ShardSlot keep)
    {
        var resident = ResidentBytes;
        if (resident <= options.MaxResidentBytes)
            return;
        foreach (var slot in _slots.Values.Where(slot => slot != keep && slot.Loaded is not null).OrderBy(slot => slot.LastUsed))
        {
            if (resident <= options.MaxResidentBytes)
                return;
            resident -= Release(slot, TimeSpan.Zero);
        }
    }

    /// <summary>Lets shards go that nobody has used for so long.</summary>
    /// <returns>Bytes of rows that were in memory.</returns>
    public long ShrinkIdle(TimeSpan idleAfter) =>
        _slots.Values.Where(slot => slot.Loaded is not null && slot.Idle >= idleAfter).Sum(slot => Release(slot, idleAfter));

    public void Dispose()
    {
        foreach (var slot in _slots.Values)
            slot.Dispose();
    }

    // One that is being written or loaded is in use. Searches hold what they read and need neither slot nor file.
    private long Release(ShardSlot slot, TimeSpan idleAfter)
    {
        if (!slot.TryEnter())
            return 0;
        try
        {
            if (slot.Idle < idleAfter || slot.Loaded is not { } loaded)
                return 0;
            slot.Unload();
            Used(slot.Shard);
            return loaded.Bytes;
        }
        finally
        {
            slot.Leave();
        }
    }

    /// <summary>Notes in the file's time that the shard was used: it tells over restarts how long nobody has.</summary>
    private void Used(ShardId shard)
    {
        try
        {
            File.SetLastWriteTimeUtc(Paths.File(shard), time.GetUtcNow().UtcDateTime);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // It is told to have been unused for longer than it was: it is brought back when it is asked.
        }
    }

    private ShardSlot Make(ShardId shard) => new(shard, options, time);
}
