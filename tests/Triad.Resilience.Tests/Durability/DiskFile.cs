namespace Triad.Resilience.Tests.Durability;

/// <summary>A file: what was written, and what of it was synced.</summary>
internal sealed class DiskFile : DiskNode
{
    private const int BlockBytes = 4096;

    private byte[] _bytes = [];
    private int _length;

    /// <summary>What a process sees.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>What a power cut leaves.</summary>
    public byte[] Synced { get; set; } = [];

    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        if (offset + bytes.Length > _length)
            Resize(offset + bytes.Length);
        bytes.CopyTo(_bytes.AsSpan((int)offset));
    }

    public void Resize(long length)
    {
        if (length > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Max(length, _bytes.Length * 2L));
        if (length < _length)
            _bytes.AsSpan((int)length, _length - (int)length).Clear();
        _length = (int)length;
    }

    /// <summary>Every block and the length as written or as synced, by chance: a disk may keep some of what was not synced.</summary>
    public byte[] Mixed(Random random)
    {
        var mixed = new byte[random.Next(2) == 0 ? Written.Length : Synced.Length];
        for (var at = 0; at < mixed.Length; at += BlockBytes)
        {
            var source = random.Next(2) == 0 ? Written : Synced.AsSpan();
            if (at < source.Length)
                source.Slice(at, Math.Min(BlockBytes, Math.Min(source.Length, mixed.Length) - at)).CopyTo(mixed.AsSpan(at));
        }

        return mixed;
    }
}
