using Triad.Core.Errors;
using Triad.Media.Timelines;

namespace Triad.Media.Decoding;

/// <summary>Puts the frames of a decoder at their places as their bytes come.</summary>
internal sealed class FrameFeed(FrameTrack track, StreamMarks marks, StreamPlace place, int frameBytes, double rate)
{
    private readonly Queue<RunStart> _runs = new();
    private RunStart? _last;
    private int _filled;
    private long _tick;

    /// <summary>Takes bytes.</summary>
    /// <returns>Why the place of a frame cannot be told, or null.</returns>
    public async ValueTask<Error?> PushAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            if (_filled == 0 && await NextFrameAsync(cancellationToken) is { } error)
                return error;
            var part = bytes[..Math.Min(bytes.Length, frameBytes - _filled)];
            track.Push(part.Span);
            _filled = (_filled + part.Length) % frameBytes;
            bytes = bytes[part.Length..];
        }

        return null;
    }

    private async ValueTask<Error?> NextFrameAsync(CancellationToken cancellationToken)
    {
        while (await marks.ReadAsync(cancellationToken) is { Run: { } run })
        {
            _runs.Enqueue(run.IsFirst ? Renewed(run) : run);
        }

        while (_runs.TryPeek(out var next) && _tick >= Tick(next))
        {
            _runs.Dequeue();
            _last = next;
            var begin = await place.FindAsync(next, cancellationToken);
            if (!begin.IsOk)
                return begin.Error;
            track.Begin(RunStart.Index(begin.Value * rate) + _tick - Tick(next));
        }

        _tick++;
        return null;
    }

    // A change in the middle of a stream makes new filters, which count anew; what the old ones held back is lost.
    private RunStart Renewed(RunStart run)
    {
        _runs.Clear();
        var goneOn = _last is { } last ? run.GoesOnFrom(last.Raw + ((_tick - Tick(last)) / rate)) : run;
        _tick = Tick(run);
        return goneOn;
    }

    private long Tick(RunStart run) => RunStart.Index(run.Decoded * rate);
}
