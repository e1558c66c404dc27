namespace Triad.Media.Decoding;

/// <summary>
/// Frames that were decoded and not yet handed on, each at its place. Equal neighbours are held once: a standing picture may last for hours.
/// </summary>
internal sealed class FrameTrack(int frameBytes)
{
    private readonly Queue<(long Index, byte[] Pixels)> _frames = new();
    private byte[]? _last;
    private byte[]? _standing;
    private byte[] _partial = new byte[frameBytes];
    private int _filled;
    private long _next;
    private long _nextTaken;

    /// <summary>The index after the last complete frame, counted from the beginning of the video; 0 before there is any.</summary>
    public long End { get; private set; }

    /// <summary>Frames taken in, those that were left out among them.</summary>
    public long Count { get; private set; }

    /// <summary>Frames left out because others stand at their place.</summary>
    public long Overlapped { get; private set; }

    /// <summary>Bytes held.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>True once no more will come.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The index of the first frame held; null where none is.</summary>
    public long? First => _frames.TryPeek(out var frame) ? frame.Index : null;

    /// <summary>Says at which index the frames that follow begin; those before index 0 are left out.</summary>
    public void Begin(long first) => _next = first;

    /// <summary>Adds bytes as they come.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(bytes.Length, frameBytes - _filled)];
            part.CopyTo(_partial.AsSpan(_filled));
            _filled += part.Length;
            bytes = bytes[part.Length..];
            if (_filled == frameBytes)
                Complete();
        }
    }

    /// <summary>Hands on the frames up to an index. Between two of them the first one stands for as long as there is sound.</summary>
    /// <param name="from">The first index wanted.</param>
    /// <param name="until">The index after the last one wanted.</param>
    /// <param name="isHeard">True for an index at which there is sound.</param>
    public (byte[] Pixels, int Count, long End) Take(long from, long until, Func<long, bool> isHeard)
    {
        List<byte[]> taken = [];
        var end = from;
        while (_frames.TryPeek(out var frame) && frame.Index < until)
        {
            Stand(frame.Index);
            _frames.Dequeue();
            taken.Add(frame.Pixels);
            if (!(_frames.TryPeek(out var next) && ReferenceEquals(next.Pixels, frame.Pixels)))
                HeldBytes -= frameBytes;
            _standing = frame.Pixels;
            end = _nextTaken = frame.Index + 1;
        }

        if (_frames.Count > 0)
            Stand(until);
        else
            _last = null;
        var pixels = new byte[(long)taken.Count * frameBytes];
        for (var i = 0; i < taken.Count; i++)
            taken[i].CopyTo(pixels, (long)i * frameBytes);
        return (pixels, taken.Count, end);

        void Stand(long before)
        {
            for (var index = Math.Max(from, _nextTaken); _standing is not null && index < before; index++)
            {
                if (!isHeard(index))
                    continue;
                taken.Add(_standing);
                end = index + 1;
            }

            _nextTaken = Math.Max(_nextTaken, before);
        }
    }

    private void Complete()
    {
        _filled = 0;
        Count++;
        var index = _next++;
        if (index < 0)
            return;
        if (index < End)
        {
            Overlapped++;
            return;
        }

        if (_last is not null && _partial.AsSpan().SequenceEqual(_last))
        {
            _frames.Enqueue((index, _last));
        }
        else
        {
            _frames.Enqueue((index, _partial));
            _last = _partial;
            _partial = new byte[frameBytes];
            HeldBytes += frameBytes;
        }

        End = index + 1;
    }
}
