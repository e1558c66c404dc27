using System.Collections.Concurrent;
using Orleans.Runtime;
using Triad.Grains.Shards;

namespace Triad.Grains.Tests.Effects;

/// <summary>The jobs, and the states of shards, as last written by any silo.</summary>
internal sealed class WrittenStates
{
    private readonly ConcurrentDictionary<GrainId, IndexShardState> _shards = [];
    private readonly ConcurrentDictionary<(string Owner, string Key), bool> _rows = [];

    public static string TenantOf(GrainId grain) => grain.Key.ToString()!.Split('/')[0];

    /// <summary>Jobs of a tenant.</summary>
    public int CountJobs(string tenant) => _rows.Keys.Count(row =>
        row.Owner.StartsWith("ingest-queue/", StringComparison.Ordinal) && row.Key.StartsWith($"{tenant}/", StringComparison.Ordinal));

    /// <summary>Generations of a tenant that its shards hide.</summary>
    public int CountHidden(string tenant) =>
        _shards.Where(pair => TenantOf(pair.Key) == tenant).Sum(pair => pair.Value.Hidden.Length);

    public void Note<T>(GrainId grain, T state)
    {
        if (state is IndexShardState shard)
            _shards[grain] = shard;
    }

    /// <summary>A row is there.</summary>
    public void NotePut(string owner, string key) => _rows[(owner, key)] = true;

    /// <summary>A row is gone.</summary>
    public void NoteRemoved(string owner, string key) => _rows.TryRemove((owner, key), out _);
}
