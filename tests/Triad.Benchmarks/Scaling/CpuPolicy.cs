namespace Triad.Benchmarks.Scaling;

/// <summary>The fallback without KEDA: the autoscaler goes by the processor's time, which is at the limit whether one video waits or a thousand.</summary>
internal sealed class CpuPolicy(int least, int most, double target) : IReplicaPolicy
{
    private readonly HorizontalAutoscaler _autoscaler = new(least, most, stabilizationSeconds: 600, downShare: 0, downPeriodSeconds: 120);

    public int First => least;

    public int Next(PoolState pool) => HorizontalAutoscaler.Looks(pool.Second)
        ? _autoscaler.Next(pool.Second, pool.Replicas, HorizontalAutoscaler.OfRatio(pool.Busy, target, pool.Replicas, pool.Ready))
        : pool.Replicas;
}
