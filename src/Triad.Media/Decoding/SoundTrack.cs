using System.Runtime.InteropServices;

namespace Triad.Media.Decoding;

/// <summary>Samples that were decoded and not yet handed on.</summary>
internal sealed class SoundTrack
{
    private const int SampleBytes = sizeof(float);
    private byte[] _bytes = new byte[1 << 16];
    private int _start;
    private int _end;
    private long _taken;

    /// <summary>Complete samples so far, with those handed on.</summary>
    public long Count => _taken + ((_end - _start) / SampleBytes);

    /// <summary>Bytes held.</summary>
    public long HeldBytes => _end - _start;

    /// <summary>True once no more will come.</summary>
    public bool HasEnded { get; set; }

    /// <summary>Adds bytes as they come.</summary>
    public void Push(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _end < bytes.Length)
            MakeRoom(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_end));
        _end += bytes.Length;
    }

    /// <summary>Hands on the samples up to an index.</summary>
    /// <param name="end">The index after the last one wanted.</param>
    public float[] Take(long end)
    {
        var count = (int)Math.Clamp(end - _taken, 0, (_end - _start) / SampleBytes);
        var samples = new float[count];
        _bytes.AsSpan(_start, count * SampleBytes).CopyTo(MemoryMarshal.AsBytes(samples.AsSpan()));
        _start += count * SampleBytes;
        _taken += count;
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
