using Microsoft.Data.Sqlite;

namespace Triad.Backup.Marks;

/// <summary>
/// One instant of a platform that may be running. While the writes of states wait, for some milliseconds, the state database and each shard are pinned; what
/// is copied afterwards is what they held then. Vectors are durable before a state says so, and removed after a state says so: with states held still they
/// are as after a kill at this instant, which every start puts in order. Media are never changed, and are copied afterwards: those that go meanwhile are of
/// erased videos.
/// </summary>
internal sealed class PlatformMark : IDisposable
{
    private readonly SqliteConnection _state;
    private readonly SqliteTransaction _pinned;
    private readonly StateCopy _copy;

    private PlatformMark(SqliteConnection state, SqliteTransaction pinned, StateCopy copy) => (_state, _pinned, _copy) = (state, pinned, copy);

    public required DateTimeOffset At { get; init; }

    /// <summary>For how long writes of states waited.</summary>
    public required TimeSpan Held { get; init; }

    public required IReadOnlyList<PinnedShard> Shards { get; init; }

    /// <summary>The marks of shards that are in the media store.</summary>
    public required IReadOnlyList<string> Away { get; init; }

    /// <summary>Files of shards that are in the media store; open, so that they stay readable when they are removed.</summary>
    public required IReadOnlyList<FileStream> Offloaded { get; init; }

    /// <summary>Takes the mark.</summary>
    /// <param name="folder">The platform's data directory.</param>
    /// <param name="tenant">Only what is this tenant's; null for all.</param>
    /// <param name="statePath">Where the copy of the states will lie.</param>
    /// <param name="time">The clock.</param>
    public static PlatformMark Take(PlatformFolder folder, string? tenant, string statePath, TimeProvider time)
    {
        var state = StateFile.Open(folder.State);
        var shards = new Dictionary<string, PinnedShard>(StringComparer.Ordinal);
        try
        {
            StateFile.Check(state, folder.State);
            var copy = StateCopy.Prepare(state, statePath, tenant);
            Open(folder, tenant, shards); // Before the writes wait: opening is what takes time.
            using var holder = StateFile.Open(folder.State);
            using var held = holder.BeginTransaction(deferred: false);
            var since = time.GetTimestamp();
            var at = time.GetUtcNow();
            var pinned = state.BeginTransaction(deferred: true);
            _ = StateFile.CountTenants(state);
            Open(folder, tenant, shards);
            Parallel.ForEach(shards.Values, shard => shard.Pin());
            var offloaded = folder.OffloadedFiles(tenant).Select(OpenShared).OfType<FileStream>().ToList();
            var away = folder.ShardFiles(tenant).Where(path => Path.GetExtension(path) == ".away").ToList();
            held.Rollback();
            return new PlatformMark(state, pinned, copy)
            {
                At = at,
                Held = time.GetElapsedTime(since),
                Shards = [.. shards.Values],
                Away = away,
                Offloaded = offloaded,
            };
        }
        catch
        {
            state.Dispose();
            foreach (var shard in shards.Values)
                shard.Dispose();
            throw;
        }
    }

    /// <summary>Copies the states, and lets go of them.</summary>
    public void CopyState()
    {
        _copy.Fill();
        _pinned.Commit();
        _state.Dispose();
        _copy.Finish();
    }

    public void Dispose()
    {
        _pinned.Dispose();
        _state.Dispose();
        foreach (var shard in Shards)
            shard.Dispose();
        foreach (var file in Offloaded)
            file.Dispose();
    }

    /// <summary>A file that others may write to, replace and remove; null where it has just gone.</summary>
    public static FileStream? OpenShared(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static void Open(PlatformFolder folder, string? tenant, Dictionary<string, PinnedShard> shards)
    {
        foreach (var path in folder.ShardFiles(tenant).Where(path => Path.GetExtension(path) == ".db" && !shards.ContainsKey(path)))
        {
            try
            {
                shards.Add(path, new PinnedShard(path));
            }
            catch (SqliteException) when (!File.Exists(path))
            {
                // Offloaded or erased since it was listed.
            }
        }

        foreach (var gone in shards.Keys.Where(path => !File.Exists(path)).ToList())
        {
            shards[gone].Dispose();
            shards.Remove(gone);
        }
    }
}
