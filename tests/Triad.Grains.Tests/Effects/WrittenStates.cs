using System.Collections.Concurrent;
using Orleans.Runtime;
using Triad.Grains.Ingest;
using Triad.Grains.Shards;

namespace Triad.Grains.Tests.Effects;

/// <summary>The states of queues and shards as last written by any silo.</summary>
internal sealed class WrittenStates
{
    private readonly ConcurrentDictionary<GrainId, IndexShardState> _shards = [];
    private readonly ConcurrentDictionary<GrainId, IngestQueueState> _queues = [];

    public static string TenantOf(GrainId grain) => grain.Key.ToString()!.Split('/')[0];

    /// <summary>Jobs of a tenant.</summary>
    public int CountJobs(string tenant) => _queues.Values.Sum(queue => queue.Jobs.Count(job => job.TenantId == tenant));

    /// <summary>Generations of a tenant that its shards hide.</summary>
    public int CountHidden(string tenant) =>
        _shards.Where(pair => TenantOf(pair.Key) == tenant).Sum(pair => pair.Value.Hidden.Length);

    /// <summary>A queue; an empty one where nothing was written.</summary>
    public IngestQueueState QueueOf(GrainId grain) => _queues.GetValueOrDefault(grain, new IngestQueueState());

    public void Note<T>(GrainId grain, T state)
    {
        if (state is IngestQueueState queue)
            _queues[grain] = queue;
        else if (state is IndexShardState shard)
            _shards[grain] = shard;
    }
}
