using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Triad.Vectors.Rows;

namespace Triad.Vectors.Storage;

/// <summary>CRC-32C over a stored row, since SQLite does not notice a flipped bit within a page.</summary>
internal static class RowChecksum
{
    public static uint Of(RowInfo info, string metadata, ReadOnlySpan<byte> vector)
    {
        Span<byte> id = stackalloc byte[16];
        info.Id.Value.TryWriteBytes(id, bigEndian: true, out _);
        var subject = info.Subject;
        var crc = Add(uint.MaxValue, id);
        crc = BitOperations.Crc32C(crc, ((ulong)(uint)info.Generation << 32) | (uint)info.Segment);
        crc = BitOperations.Crc32C(crc, ((ulong)(uint)info.Representation.Number << 32) | ((ulong)subject.Mask << 8) | (info.IsFull ? 1UL : 0UL));
        crc = BitOperations.Crc32C(crc, (ulong)subject.Span.Start.Ticks);
        crc = BitOperations.Crc32C(crc, (ulong)subject.Span.End.Ticks);
        crc = BitOperations.Crc32C(crc, (ulong)subject.VideoDuration.Ticks);
        crc = Add(crc, Encoding.UTF8.GetBytes(subject.Video.Value));
        crc = Add(crc, Encoding.UTF8.GetBytes(metadata));
        return ~Add(crc, vector);
    }

    private static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var rest in bytes)
            crc = BitOperations.Crc32C(crc, rest);
        return crc;
    }
}
