namespace Triad.Media.Decoding;

/// <summary>
/// Frames that were decoded and not yet handed on. Equal neighbours are held once: a standing picture may last for hours.
/// </summary>
internal sealed class FrameTrack(int frameBytes)
{
    private readonly Queue<byte[]> _frames = new();
    private byte[]? _last;
    private byte[] _partial = new byte[frameBytes];
    private int _filled;
    private long _next;

    /// <summary>The index after the last complete frame, counted from the beginning of the file; 0 before there is any.</summary>
    public long End { get; private set; }

    /// <summary>Bytes held.</summary>
    public long HeldBytes { get; private set; }

    /// <summary>True once no more will come.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Says at which index the frames begin; those before index 0 are left out.</summary>
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

    /// <summary>Hands on the frames up to an index.</summary>
    /// <param name="end">The index after the last one wanted.</param>
    public (byte[] Pixels, int Count) Take(long end)
    {
        var count = (int)Math.Clamp(end - _next, 0, _frames.Count);
        var pixels = new byte[(long)count * frameBytes];
        for (var i = 0; i < count; i++)
        {
            var frame = _frames.Dequeue();
            frame.CopyTo(pixels, (long)i * frameBytes);
            var isLastHolder = !(_frames.TryPeek(out var next) && ReferenceEquals(next, frame));
            if (isLastHolder)
                HeldBytes -= frameBytes;
        }

        _next += count;
        if (_frames.Count == 0)
            _last = null;
        return (pixels, count);
    }

    private void Complete()
    {
        _filled = 0;
        if (_next < 0)
        {
            _next++;
            return;
        }

        if (_last is not null && _partial.AsSpan().SequenceEqual(_last))
        {
            _frames.Enqueue(_last);
        }
        else
        {
            _frames.Enqueue(_partial);
            _last = _partial;
            _partial = new byte[frameBytes];
            HeldBytes += frameBytes;
        }

        End = _next + _frames.Count;
    }
}
