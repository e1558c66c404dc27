namespace Orleans.Runtime.Timers;

/// <summary>The timers of one activation; they end with it.</summary>
internal sealed class ActivationTimers
{
    private readonly HashSet<GrainTimer> _timers = [];
    private readonly Lock _gate = new();

    public void Add(GrainTimer timer)
    {
        lock (_gate)
        {
            _timers.Add(timer);
        }
    }

    public void Remove(GrainTimer timer)
    {
        lock (_gate)
        {
            _timers.Remove(timer);
        }
    }

    public void DisposeAll()
    {
        GrainTimer[] all;
        lock (_gate)
        {
            all = [.. _timers];
        }

        foreach (var timer in all)
        {
            timer.Dispose();
        }
    }
}
