namespace Triad.Benchmarks.Scaling;

/// <summary>Says how many replicas there shall be.</summary>
internal interface IReplicaPolicy
{
    /// <summary>The replicas at the start of the day.</summary>
    int First { get; }

    /// <summary>Asked once a second.</summary>
    int Next(PoolState pool);
}
