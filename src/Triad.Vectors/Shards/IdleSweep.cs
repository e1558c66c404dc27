namespace Triad.Vectors.Shards;

/// <summary>Lets idle shards go, as long as the index lives.</summary>
internal sealed class IdleSweep : IDisposable
{
    private const int SweepsOfAnIdleTime = 4;

    // The collector gives the rows' pinned blocks back in a full collection only, which an idle process may not make for hours.
    private const long WorthACollection = 64 << 20;

    private readonly ShardRegistry _shards;
    private readonly TimeSpan _idleAfter;
    private readonly ITimer _timer;

    public IdleSweep(ShardRegistry shards, TimeSpan idleAfter, TimeProvider time)
    {
        (_shards, _idleAfter) = (shards, idleAfter);
        var period = idleAfter / SweepsOfAnIdleTime;
        _timer = time.CreateTimer(static sweep => ((IdleSweep)sweep!).Sweep(), this, period, period);
    }

    public void Dispose() => _timer.Dispose();

    private void Sweep()
    {
        if (_shards.ShrinkIdle(_idleAfter) >= WorthACollection)
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
    }
}
