using System.Runtime.InteropServices;

namespace Triad.Media.Decoding;

/// <summary>Samples that were decoded and not yet handed on.</summary>
internal sealed class SoundTrack
{
    private const int SampleBytes = sizeof(float);
    private byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _first;
    private long _next;
    private long _bytesToDrop;

    /// <summary>The index after the last complete sample, counted from the beginning of the file; 0 before there is any.</summary>
    public long End => _end == _start && _next == _first ? 0 : _next + ((_end - _start) / SampleBytes);

    /// <summary>Bytes held.</summary>
    public long HeldBytes => _end - _start;

    /// <summary>True once no more will come.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Says at which index the samples begin; those before index 0 are left out.</summary>
    public void Begin(long first)
    {
        _first = _next = Math.Max(0, first);
        _bytesToDrop = Math.Max(0, -first) * SampleBytes;
    }

    /// <summary>Adds bytes as they come.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        var dropped = (int)Math.Min(_bytesToDrop, bytes.Length);
        _bytesToDrop -= dropped;
        bytes = bytes[dropped..];
        if (_bytes.Length - _end < bytes.Length)
            MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Hands on the samples of a span; silence where the sound begins within it; nothing where it has none there.</summary>
    /// <param name="start">The index of the first one wanted.</param>
    /// <param name="end">The index after the last one wanted.</param>
    public float[] Take(long start, long end)
    {
        var count = (int)Math.Clamp(end - _next, 0, (_end - _start) / SampleBytes);
        if (count == 0)
            return [];
        var silence = (int)Math.Max(0, _next - start);
        var samples = new float[silence + count];
        _bytes.AsSpan(_start, count * SampleBytes).CopyTo(MemoryMarshal.AsBytes(samples.AsSpan(silence)));
        _start += count * SampleBytes;
        _next += count;
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
}
