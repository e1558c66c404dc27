namespace Triad.Inference.Scheduling;

/// <summary>How fast rows are done at present, over all executors: what a hint to retry is made from. Thread-safe.</summary>
internal sealed class Throughput(int executors)
{
    private const double Smoothing = 0.1;

    private readonly Lock _lock = new();
    private double _seconds;

    /// <summary>The time in which one more row is done; zero before the first.</summary>
    public TimeSpan TimePerRow
    {
        get
        {
            lock (_lock)
                return TimeSpan.FromSeconds(_seconds / executors);
        }
    }

    /// <summary>Notes a batch.</summary>
    public void Record(int rows, TimeSpan elapsed)
    {
        var perRow = elapsed.TotalSeconds / rows;
        lock (_lock)
            _seconds = _seconds == 0 ? perRow : _seconds + (Smoothing * (perRow - _seconds));
    }
}
