using System.Threading.Channels;
using Triad.Media.Timelines;

namespace Triad.Media.Decoding;

/// <summary>
/// What the filters of one stream say about its times. Raw output carries none, and what containers announce is often wrong, so a filter in front prints
/// where the file's clock begins and jumps, and one behind prints a mark for each frame that leaves it: what was printed before a frame's mark is about
/// that frame or one before it, however late the messages are read.
/// </summary>
internal sealed class StreamMarks
{
    private readonly Channel<(RunStart? Run, long Count)> _marks =
        Channel.CreateUnbounded<(RunStart?, long)>(new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });

    private readonly List<double> _numbers = [];

    /// <summary>Takes a number of a run's start in; three make one.</summary>
    public void AddTime(double seconds)
    {
        _numbers.Add(seconds);
        if (_numbers.Count < 3)
            return;
        _marks.Writer.TryWrite((new RunStart(_numbers[0], _numbers[1], _numbers[2]), 0));
        _numbers.Clear();
    }

    /// <summary>Takes the mark of frames or samples in.</summary>
    public void AddMark(long count) => _marks.Writer.TryWrite((null, count));

    /// <summary>No more will be said.</summary>
    public void End() => _marks.Writer.TryComplete();

    /// <summary>The next thing said; null where no more will be.</summary>
    public async ValueTask<(RunStart? Run, long Count)?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_marks.Reader.TryRead(out var mark))
                return mark;
            if (!await _marks.Reader.WaitToReadAsync(cancellationToken))
                return null;
        }
    }
}
