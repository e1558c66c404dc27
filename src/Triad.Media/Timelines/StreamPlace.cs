using Triad.Core.Errors;

namespace Triad.Media.Timelines;

/// <summary>Finds the place on the video's time line of what a decoder gives.</summary>
/// <param name="source">The file's time line.</param>
/// <param name="choose">The stream's runs of it.</param>
/// <param name="start">The file's clock at which the time line begins, in seconds.</param>
/// <param name="longest">How long a video may be, in seconds.</param>
internal sealed class StreamPlace(TimelineSource source, Func<Timeline, IReadOnlyList<TimelineRun>> choose, double start, double longest)
{
    private readonly HashSet<int> _seen = [];
    private double? _first;
    private int _current = -1;

    /// <summary>Where a run begins on the time line, in seconds; or why that cannot be told.</summary>
    public async ValueTask<Result<double>> FindAsync(RunStart run, CancellationToken cancellationToken)
    {
        // Before any jump there is nothing to look up, unless the file begins where none can.
        if (_first is null && source.Known is null && Math.Abs(run.Raw - start) <= longest)
        {
            _first = run.Raw;
            return run.Raw - start;
        }

        var scanned = await source.GetAsync(cancellationToken);
        if (!scanned.IsOk)
            return scanned.Error;
        var runs = choose(scanned.Value);
        if (_current < 0 && _first is { } first)
            Enter(runs, first, 0);

        // A gap that only the decoder saw, such as undecodable packets, is within a run.
        var goesOn = run.Raw >= run.Previous && _current >= 0 && runs[_current].Holds(run.Raw);
        if (!goesOn)
            Enter(runs, run.Raw, _current + 1);
        _first ??= run.Raw;
        return _current < 0 ? run.Raw - start : runs[_current].Place + (run.Raw - runs[_current].Start);
    }

    /// <summary>The runs of which nothing was decoded; empty where the file was not scanned.</summary>
    public IReadOnlyList<TimelineRun> Missed() => source.Known is { } timeline
        ? [.. choose(timeline).Where((_, i) => !_seen.Contains(i))]
        : [];

    private void Enter(IReadOnlyList<TimelineRun> runs, double raw, int from)
    {
        for (var i = from; i < runs.Count; i++)
        {
            if (!runs[i].Holds(raw))
                continue;
            _current = i;
            _seen.Add(i);
            return;
        }
    }
}
