namespace Triad.Benchmarks.Scaling;

/// <summary>
/// The algorithm of Kubernetes' HorizontalPodAutoscaler as its documentation states it: a look every 15 s, a tolerance of a tenth, up by four pods or the
/// double at once, down to the highest recommendation of a window, by so many a period.
/// </summary>
internal sealed class HorizontalAutoscaler(int least, int most, int stabilizationSeconds, double downShare, int downPeriodSeconds)
{
    private const int SyncSeconds = 15;
    private const double Tolerance = 0.1;
    private const int UpPods = 4;

    private readonly Queue<(int Second, int Wanted)> _wanted = new();
    private readonly Queue<(int Second, int Removed)> _removed = new();

    /// <summary>True where it looks in this second.</summary>
    public static bool Looks(int second) => second % SyncSeconds == 0;

    /// <summary>What a metric asks for, of which each replica shall have so much (AverageValue).</summary>
    public static int OfAverage(double value, double target, int replicas) =>
        Math.Abs((value / (target * replicas)) - 1) <= Tolerance ? replicas : (int)Math.Ceiling(value / target);

    /// <summary>What a metric asks for that shall be at a target, whatever the replicas (Value, Utilization).</summary>
    public static int OfRatio(double value, double target, int replicas, int ready) =>
        Math.Abs((value / target) - 1) <= Tolerance ? replicas : (int)Math.Ceiling(value / target * ready);

    /// <summary>The replicas that follow from what the metrics ask for.</summary>
    public int Next(int second, int replicas, int wanted)
    {
        wanted = Math.Clamp(wanted, least, most);
        _wanted.Enqueue((second, wanted));
        while (_wanted.Peek().Second <= second - stabilizationSeconds)
            _wanted.Dequeue();
        if (wanted >= replicas)
            return Math.Min(wanted, Math.Max(replicas + UpPods, replicas * 2));

        var stable = Math.Min(replicas, _wanted.Max(one => one.Wanted));
        while (_removed.TryPeek(out var old) && old.Second <= second - downPeriodSeconds)
            _removed.Dequeue();
        var before = replicas + _removed.Sum(one => one.Removed);
        var next = Math.Max(stable, before - Math.Max(1, (int)(before * downShare)));
        if (next >= replicas)
            return replicas;
        _removed.Enqueue((second, replicas - next));
        return next;
    }
}
