namespace Triad.Media.Timelines;

/// <summary>Cuts the packets of one stream, in the order of the file, into runs.</summary>
/// <param name="gap">Seconds without a packet that end a run.</param>
internal sealed class RunList(double gap)
{
    // A hostile file can jump with every packet; what follows then counts to the last run.
    private const int MostRuns = 10_000;

    private readonly List<TimelineRun> _runs = [];
    private (long First, long Last, double Start, double End)? _current;
    private double _last;
    private double _step;

    /// <summary>Adds a packet.</summary>
    /// <param name="number">Its number over all streams.</param>
    /// <param name="shown">When it is shown, in seconds of the file's clock; null where the file does not say.</param>
    /// <param name="decoded">When it is decoded; null where the file does not say.</param>
    /// <param name="duration">Seconds; 0 where the file does not say.</param>
    public void Add(long number, double? shown, double? decoded, double duration)
    {
        if ((decoded ?? shown) is not { } time)
        {
            if (_current is { } going)
                _current = going with { Last = number };
            return;
        }

        var start = shown ?? time;
        var end = start + Math.Clamp(duration > 0 ? duration : _step, 0, gap);
        if (_current is { } run && (_runs.Count >= MostRuns || (time >= _last - TimeRules.Back && time <= _last + gap)))
        {
            if (time > _last && time <= _last + gap)
                _step = time - _last;
            _current = (run.First, number, Math.Min(run.Start, start), Math.Max(run.End, end));
        }
        else
        {
            Close();
            _current = (number, number, start, end);
        }

        _last = time;
    }

    /// <summary>All runs.</summary>
    public IReadOnlyList<TimelineRun> ToList()
    {
        Close();
        return _runs;
    }

    private void Close()
    {
        if (_current is { } run)
            _runs.Add(new TimelineRun(run.First, run.Last, run.Start, run.End));
        _current = null;
    }
}
