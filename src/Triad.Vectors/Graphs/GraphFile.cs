using System.Buffers.Binary;
using System.Numerics;
using Triad.Core.Durability;
using Triad.Core.Identity;

namespace Triad.Vectors.Graphs;

/// <summary>
/// A graph in a file beside its shard's; docs/vectors.md has the layout. A file that is damaged or of something else is as good as none.
/// </summary>
internal static class GraphFile
{
    private const uint Magic = 0x47567254; // "TrVG"
    private const int Layout = 1;
    private const int HeaderBytes = 32;
    private const int KeyBytes = 24;
    private const int ChecksumBytes = sizeof(uint);

    /// <summary>Writes the file, whole or not at all.</summary>
    public static void Write(string path, int partition, GraphContent graph)
    {
        var bytes = ToBytes(partition, graph.Native.Dimension, graph.Breadth, graph.Keys, graph.Native.Save());
        var beside = path + ".new";
        using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        FolderSync.Flush(Path.GetDirectoryName(path)!);
    }

    /// <summary>Reads the file; null where there is none, or none that can be used.</summary>
    public static GraphContent? Read(string path, int partition, int dimension)
    {
        try
        {
            if (!File.Exists(path))
                return null;
            var bytes = File.ReadAllBytes(path);
            if (Parse(bytes, partition, dimension) is not var (breadth, keys, saved))
                return null;
            var native = NativeGraph.Load(dimension, saved.Span);
            return native.Count == keys.Length ? new GraphContent(native, keys, breadth) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or GraphException)
        {
            return null;
        }
    }

    /// <summary>The content of a file.</summary>
    internal static byte[] ToBytes(int partition, int dimension, int breadth, IReadOnlyList<GraphKey> keys, ReadOnlySpan<byte> native)
    {
        var bytes = new byte[checked(HeaderBytes + (keys.Count * KeyBytes) + native.Length + ChecksumBytes)];
        var at = bytes.AsSpan();
        BinaryPrimitives.WriteUInt32LittleEndian(at, Magic);
        BinaryPrimitives.WriteInt32LittleEndian(at[4..], Layout);
        BinaryPrimitives.WriteInt32LittleEndian(at[8..], partition);
        BinaryPrimitives.WriteInt32LittleEndian(at[12..], dimension);
        BinaryPrimitives.WriteInt32LittleEndian(at[16..], breadth);
        BinaryPrimitives.WriteInt32LittleEndian(at[20..], keys.Count);
        BinaryPrimitives.WriteInt64LittleEndian(at[24..], native.Length);
        at = at[HeaderBytes..];
        foreach (var (id, content) in keys)
        {
            id.Value.TryWriteBytes(at, bigEndian: true, out _);
            BinaryPrimitives.WriteUInt64LittleEndian(at[16..], content);
            at = at[KeyBytes..];
        }

        native.CopyTo(at);
        var checksum = Checksum(bytes.AsSpan(0, bytes.Length - ChecksumBytes));
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - ChecksumBytes), checksum);
        return bytes;
    }

    /// <summary>What a file holds; null where it is damaged or of something else.</summary>
    internal static (int Breadth, GraphKey[] Keys, ReadOnlyMemory<byte> Native)? Parse(
        ReadOnlyMemory<byte> file, int partition, int dimension)
    {
        var bytes = file.Span;
        if (bytes.Length < HeaderBytes + ChecksumBytes
            || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != Magic
            || Int(4) != Layout
            || Int(8) != partition
            || Int(12) != dimension)
        {
            return null;
        }

        var (breadth, count, length) = (Int(16), Int(20), BinaryPrimitives.ReadInt64LittleEndian(bytes[24..]));
        if (breadth < 1
            || count < 1
            || length < 1
            || HeaderBytes + ((long)count * KeyBytes) + length + ChecksumBytes != bytes.Length
            || Checksum(bytes[..^ChecksumBytes]) != BinaryPrimitives.ReadUInt32LittleEndian(bytes[^ChecksumBytes..]))
        {
            return null;
        }

        var keys = new GraphKey[count];
        for (var key = 0; key < count; key++)
        {
            var at = file.Span.Slice(HeaderBytes + (key * KeyBytes), KeyBytes);
            keys[key] = new GraphKey(new PointId(new Guid(at[..16], bigEndian: true)), BinaryPrimitives.ReadUInt64LittleEndian(at[16..]));
        }

        return (breadth, keys, file.Slice(HeaderBytes + (count * KeyBytes), (int)length));

        int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(file.Span[at..]);
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var rest in bytes)
            crc = BitOperations.Crc32C(crc, rest);
        return ~crc;
    }
}
