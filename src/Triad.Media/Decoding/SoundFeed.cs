using Triad.Core.Errors;
using Triad.Media.Timelines;

namespace Triad.Media.Decoding;

/// <summary>Puts the samples of a decoder at their places as their bytes come.</summary>
internal sealed class SoundFeed(SoundTrack track, StreamMarks marks, StreamPlace place, int rate)
{
    private const int SampleBytes = sizeof(float);

    private readonly Queue<RunStart> _runs = new();
    private readonly MemoryStream _undecided = new();
    private readonly int _proof = rate / 10 * SampleBytes;
    private RunStart? _jump;
    private RunStart? _last;
    private long _marked;
    private long _position;

    /// <summary>Takes bytes.</summary>
    /// <returns>Why the place of a sample cannot be told, or null.</returns>
    public async ValueTask<Error?> PushAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (bytes.Length > 0)
        {
            if (_marked == 0)
                await NextBlockAsync(cancellationToken);
            if (await EnterRunsAsync(cancellationToken) is { } error)
                return error;
            var most = _runs.TryPeek(out var later) ? Math.Min(_marked, Position(later) - _position) : _marked;
            var part = bytes[..(int)Math.Min(bytes.Length, most)];
            if (_jump is null)
                track.Push(part.Span);
            else
                _undecided.Write(part.Span);
            _position += part.Length;
            _marked -= part.Length;
            bytes = bytes[part.Length..];
            if (_jump is { } jump && _undecided.Length >= _proof && await JumpAsync(jump, cancellationToken) is { } unplaced)
                return unplaced;
        }

        return null;
    }

    /// <summary>No more bytes will come.</summary>
    public void End()
    {
        // FFmpeg gives the end of a stream a time in another unit, which looks like a jump: what is behind it goes on.
        track.Push(_undecided.ToArray());
        track.HasEnded = true;
    }

    private async ValueTask<Error?> EnterRunsAsync(CancellationToken cancellationToken)
    {
        while (_runs.TryPeek(out var next) && _position >= Position(next))
        {
            _runs.Dequeue();
            if (_last is null)
            {
                _last = next;
                var begin = await place.FindAsync(next, cancellationToken);
                if (!begin.IsOk)
                    return begin.Error;
                track.Begin(RunStart.Index(begin.Value * rate));
                continue;
            }

            if (_jump is { } jump && await JumpAsync(jump, cancellationToken) is { } error)
                return error;
            _jump = next;
        }

        return null;
    }

    private async ValueTask<Error?> JumpAsync(RunStart jump, CancellationToken cancellationToken)
    {
        var begin = await place.FindAsync(jump, cancellationToken);
        if (!begin.IsOk)
            return begin.Error;
        track.Begin(RunStart.Index(begin.Value * rate));
        track.Push(_undecided.ToArray());
        _undecided.SetLength(0);
        (_last, _jump) = (jump, null);
        return null;
    }

    private async ValueTask NextBlockAsync(CancellationToken cancellationToken)
    {
        while (_marked == 0)
        {
            switch (await marks.ReadAsync(cancellationToken))
            {
                // Nothing more is said: what is left belongs to the run that goes on.
                case null:
                    _marked = long.MaxValue;
                    break;
                case { Run: { } run }:
                    _runs.Enqueue(run.IsFirst ? Renewed(run) : run);
                    break;
                case { Count: var count }:
                    _marked = count * SampleBytes;
                    break;
            }
        }
    }

    // A change in the middle of a stream makes new filters, which count anew.
    private RunStart Renewed(RunStart run)
    {
        _runs.Clear();
        var before = _jump ?? _last;
        var goneOn = before is { } last ? run.GoesOnFrom(last.Raw + ((double)(_position - Position(last)) / SampleBytes / rate)) : run;
        _position = Position(run);
        return goneOn;
    }

    private long Position(RunStart run) => RunStart.Index(run.Decoded * rate) * SampleBytes;
}
