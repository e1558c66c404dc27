namespace Triad.Benchmarks.Scaling;

/// <summary>Always as many.</summary>
internal sealed class FixedReplicas(int replicas) : IReplicaPolicy
{
    public int First => replicas;

    public int Next(PoolState pool) => replicas;
}
