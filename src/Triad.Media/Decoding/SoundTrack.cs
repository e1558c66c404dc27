using System.Runtime.InteropServices;

namespace Triad.Media.Decoding;

/// <summary>Samples that were decoded and not yet handed on, each at its place.</summary>
internal sealed class SoundTrack
{
    private const int SampleBytes = sizeof(float);
    private readonly Queue<Piece> _pieces;
    private Piece _open;
    private byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _bytesToDrop;

    /// <summary>A track that begins at index 0 unless told otherwise.</summary>
    public SoundTrack() => _pieces = new([_open = new Piece(0)]);

    /// <summary>The index after the last complete sample, counted from the beginning of the video; 0 before there is any.</summary>
    public long End { get; private set; }

    /// <summary>Bytes taken in, those that were left out among them.</summary>
    public long TakenBytes { get; private set; }

    /// <summary>Samples taken in.</summary>
    public long Count => TakenBytes / SampleBytes;

    /// <summary>Bytes held.</summary>
    public long HeldBytes => _end - _start;

    /// <summary>True once no more will come.</summary>
    public bool HasEnded { get; set; }

    /// <summary>The index of the first sample held; null where none is.</summary>
    public long? First => _pieces.FirstOrDefault(piece => piece.Count > 0)?.First;

    /// <summary>Says at which index the samples that follow begin; those before index 0, or where others stand, are left out.</summary>
    public void Begin(long first)
    {
        var place = Math.Max(first, End);
        _bytesToDrop = (place - first) * SampleBytes;
        _open = new Piece(place);
        _pieces.Enqueue(_open);
    }

    /// <summary>Adds bytes as they come.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        TakenBytes += bytes.Length;
        var dropped = (int)Math.Min(_bytesToDrop, bytes.Length);
        _bytesToDrop -= dropped;
        bytes = bytes[dropped..];
        if (bytes.IsEmpty)
            return;
        if (_bytes.Length - _end < bytes.Length)
            MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
        _open.Bytes += bytes.Length;
        if (_open.Count > 0)
            End = _open.First + _open.Count;
    }

    /// <summary>True where a sample is held.</summary>
    public bool Covers(long index) => _pieces.Any(piece => piece.First <= index && index < piece.First + piece.Count);

    /// <summary>Hands on the samples of a span; silence where the sound is missing before one of them; nothing where it has none there.</summary>
    /// <param name="start">The index of the first one wanted.</param>
    /// <param name="end">The index after the last one wanted.</param>
    public float[] Take(long start, long end)
    {
        var last = _pieces.Where(piece => piece.Count > 0 && piece.First < end).Select(piece => Math.Min(end, piece.First + piece.Count)).DefaultIfEmpty(start).Last();
        var samples = new float[Math.Max(0, last - start)];
        while (_pieces.TryPeek(out var piece) && piece.First < end)
        {
            var count = (int)Math.Min(piece.Count, end - piece.First);
            if (count > 0)
                _bytes.AsSpan(_start, count * SampleBytes).CopyTo(MemoryMarshal.AsBytes(samples.AsSpan((int)(piece.First - start))));
            _start += count * SampleBytes;
            piece.Bytes -= count * SampleBytes;
            piece.First += count;
            if (piece.Bytes > 0 || ReferenceEquals(piece, _open))
                break;
            _pieces.Dequeue();
        }

        return samples;
    }

    private void MakeRoom(int more)
    {
        var held = _end - _start;
        var target = held + more > _bytes.Length / 2 ? new byte[Math.Max(_bytes.Length * 2, held + more)] : _bytes;
        Buffer.BlockCopy(_bytes, _start, target, 0, held);
        _bytes = target;
        _start = 0;
        _end = held;
    }

    private sealed class Piece(long first)
    {
        public long First { get; set; } = first;

        public long Bytes { get; set; }

        public long Count => Bytes / SampleBytes;
    }
}
