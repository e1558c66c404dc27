using System.Buffers.Binary;

namespace Triad.Media.Probing;

/// <summary>
/// Counts how many files were joined end to end into one. Of most containers FFmpeg reads the first file alone, and does not say that there is more. Only
/// sizes are followed, from one part of the file to the next; nothing of it is decoded.
/// </summary>
internal static class JoinedParts
{
    private const int HeadLength = 32;

    // A day of small tags. What is behind is not counted.
    private const int MostSteps = 5_000_000;

    /// <summary>Reads bytes at a place.</summary>
    /// <returns>How many there are.</returns>
    public delegate int Reader(long offset, Span<byte> bytes);

    private enum Step
    {
        /// <summary>A piece of the file that is known.</summary>
        Piece,

        /// <summary>The head of a file.</summary>
        Head,

        /// <summary>Nothing that is known: nothing can be said of what follows.</summary>
        Unknown,
    }

    /// <summary>The number of files; 1 where only one is seen.</summary>
    /// <param name="path">The file.</param>
    /// <param name="demuxer">FFmpeg's demuxer of it.</param>
    public static int Count(string path, string demuxer)
    {
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        return Count((offset, bytes) => RandomAccess.Read(file, bytes, offset), RandomAccess.GetLength(file), demuxer);
    }

    /// <inheritdoc cref="Count(string, string)"/>
    public static int Count(Reader read, long length, string demuxer)
    {
        Span<byte> head = stackalloc byte[HeadLength];
        var (heads, isOggHead) = (0, false);
        for (var (at, steps) = (0L, 0); at < length && steps < MostSteps; steps++)
        {
            var known = head[..read(at, head)];
            var (step, size) = demuxer switch
            {
                "mov" => Box(known),
                "wav" => Form(known),
                "flv" => Tag(known),
                "matroska" => Element(known),
                "ogg" => Page(known, read, at),
                _ => (Step.Unknown, 0),
            };
            if (step == Step.Unknown || size <= 0)
                break;

            // A file of Ogg begins with one such page for each stream.
            if (step == Step.Head && !(demuxer == "ogg" && isOggHead))
                heads++;
            isOggHead = step == Step.Head;
            if (size > length - at)
                break;
            at += size;
        }

        return Math.Max(1, heads);
    }

    // ISO/IEC 14496-12: size, type, and a long size where the size is 1.
    private static (Step Step, long Size) Box(ReadOnlySpan<byte> head)
    {
        if (head.Length < 16)
            return (Step.Unknown, 0);
        var size = (long)BinaryPrimitives.ReadUInt32BigEndian(head);
        if (size == 1)
            size = BinaryPrimitives.ReadInt64BigEndian(head[8..]);
        var type = head.Slice(4, 4);
        foreach (var letter in type)
        {
            if (letter is < 0x20 or > 0x7e)
                return (Step.Unknown, 0);
        }

        return size < 8 ? (Step.Unknown, 0) : (type.SequenceEqual("ftyp"u8) ? Step.Head : Step.Piece, size);
    }

    // RIFF: a name, a size, and the name of what is inside. Joined AVI is not among these: FFmpeg reads on.
    private static (Step Step, long Size) Form(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12 || !head.StartsWith("RIFF"u8))
            return (Step.Unknown, 0);
        var size = 8 + (long)BinaryPrimitives.ReadUInt32LittleEndian(head[4..]);
        return (Step.Head, size + (size & 1));
    }

    // Adobe's FLV, version 10.1, annex E: a header, the size of a tag before the first, then tags with their size behind them.
    private static (Step Step, long Size) Tag(ReadOnlySpan<byte> head)
    {
        const int SizeBehind = 4;
        if (head.Length >= 9 && head.StartsWith("FLV\x01"u8))
            return (Step.Head, BinaryPrimitives.ReadUInt32BigEndian(head[5..]) + SizeBehind);
        return head.Length >= 11 && (head[0] & 0x1F) is 8 or 9 or 18
            ? (Step.Piece, 11 + (BinaryPrimitives.ReadUInt32BigEndian(head) & 0xFFFFFF) + SizeBehind)
            : (Step.Unknown, 0);
    }

    // RFC 8794: an identifier and a size, each of a length that its first byte tells. A size of only ones is unknown.
    private static (Step Step, long Size) Element(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12 || head[0] < 0x10)
            return (Step.Unknown, 0);
        var idLength = System.Numerics.BitOperations.LeadingZeroCount((uint)head[0]) - 23;
        var first = head[idLength];
        if (first == 0)
            return (Step.Unknown, 0);
        var sizeLength = System.Numerics.BitOperations.LeadingZeroCount((uint)first) - 23;
        var size = (long)(first & ((1 << (8 - sizeLength)) - 1));
        foreach (var part in head.Slice(idLength + 1, sizeLength - 1))
            size = (size << 8) | part;
        if (size == (1L << (7 * sizeLength)) - 1)
            return (Step.Unknown, 0);
        return (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]) ? Step.Head : Step.Piece, idLength + sizeLength + size);
    }

    // RFC 3533: a page's length is the sum of its lacing values; bit 1 of its type marks the first page of a stream.
    private static (Step Step, long Size) Page(ReadOnlySpan<byte> head, Reader read, long at)
    {
        const int Fixed = 27;
        if (head.Length < Fixed || !head.StartsWith("OggS"u8))
            return (Step.Unknown, 0);
        Span<byte> lacing = stackalloc byte[head[26]];
        if (read(at + Fixed, lacing) < lacing.Length)
            return (Step.Unknown, 0);
        var size = Fixed + lacing.Length;
        foreach (var part in lacing)
            size += part;
        return ((head[5] & 2) != 0 ? Step.Head : Step.Piece, size);
    }
}
