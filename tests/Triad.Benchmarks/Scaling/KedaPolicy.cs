using Triad.Gateway.Scaling;

namespace Triad.Benchmarks.Scaling;

/// <summary>
/// KEDA as its documentation states it, over the gateway's own triggers: none to one replica by whether a trigger is active, asked every polling interval, and
/// back after a cooldown; from one on Kubernetes' autoscaler goes by the metrics.
/// </summary>
internal sealed class KedaPolicy(int least, int most, ScalerTrigger work, ScalerTrigger age) : IReplicaPolicy
{
    private const int PollingSeconds = 15;
    private const int CooldownSeconds = 300;

    private readonly HorizontalAutoscaler _autoscaler = new(Math.Max(1, least), most, stabilizationSeconds: 300, downShare: 0.25, downPeriodSeconds: 120);
    private int _lastActive;

    public int First => least;

    public int Next(PoolState pool)
    {
        if (!HorizontalAutoscaler.Looks(pool.Second) && pool.Second % PollingSeconds != 0)
            return pool.Replicas;
        var backlog = pool.Queue.Backlog(pool.Now);
        if (work.IsActive(backlog) || age.IsActive(backlog))
            _lastActive = pool.Second;
        if (pool.Replicas == 0)
            return _lastActive == pool.Second ? 1 : 0;
        if (least == 0 && pool.Second - _lastActive > CooldownSeconds)
            return 0;
        return _autoscaler.Next(pool.Second, pool.Replicas, Math.Max(
            HorizontalAutoscaler.OfAverage(work.ValueOf(backlog), work.Target, pool.Replicas),
            HorizontalAutoscaler.OfRatio(age.ValueOf(backlog), age.Target, pool.Replicas, pool.Ready)));
    }
}
