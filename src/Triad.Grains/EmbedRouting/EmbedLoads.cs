using System.Collections.Concurrent;
using Orleans.Runtime;

namespace Triad.Grains.EmbedRouting;

/// <summary>
/// How long the queues of the embed silos are, as they tell it. Between two reports of a silo, each query that is sent to it counts as one
/// more that waits there: so a silo is not flooded because it was the shortest a moment ago.
/// </summary>
internal sealed class EmbedLoads(ILocalSiloDetails local, TimeProvider time)
{
    /// <summary>A silo that has told nothing for so long is passed over: it has ended, or is in trouble.</summary>
    public static readonly TimeSpan ValidFor = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<SiloAddress, Load> _loads = new();

    /// <summary>Takes note of what a silo tells.</summary>
    public void Report(SiloAddress silo, int depth)
    {
        _loads[silo] = new Load(depth, time.GetTimestamp());
        foreach (var (other, load) in _loads)
        {
            if (time.GetElapsedTime(load.Told) > ValidFor)
                _loads.TryRemove(KeyValuePair.Create(other, load));
        }
    }

    /// <summary>The silo with the shortest queue, and of several such this one or else any; null where none has told anything.</summary>
    public SiloAddress? Choose()
    {
        var best = default(KeyValuePair<SiloAddress, Load>);
        var (least, equals) = (int.MaxValue, 0);
        foreach (var candidate in _loads)
        {
            if (time.GetElapsedTime(candidate.Value.Told) > ValidFor)
                continue;
            var depth = candidate.Value.Depth;
            if (depth > least)
                continue;
            equals = depth < least ? 1 : equals + 1;
            if (depth < least || candidate.Key.Equals(local.SiloAddress) || (!best.Key.Equals(local.SiloAddress) && Random.Shared.Next(equals) == 0))
                best = candidate;
            least = depth;
        }

        best.Value?.Send();
        return best.Key;
    }

    private sealed class Load(int depth, long told)
    {
        private int _depth = depth;

        public int Depth => Volatile.Read(ref _depth);

        public long Told => told;

        public void Send() => Interlocked.Increment(ref _depth);
    }
}
