using System.Buffers.Binary;
using System.IO.Compression;

namespace Triad.Inference.Kinds.Remote.Media;

/// <summary>Writes a frame as a PNG of 8 bits a channel: every server reads it, and nothing is lost on the way.</summary>
internal static class PngWriter
{
    private const uint Polynomial = 0xEDB88320;
    private const byte TrueColour = 2;

    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(value => Step((uint)value))];

    /// <summary>The file of one frame.</summary>
    /// <param name="pixels">rgb24, row by row.</param>
    /// <param name="width">Pixels.</param>
    /// <param name="height">Pixels.</param>
    public static byte[] Write(ReadOnlySpan<byte> pixels, int width, int height)
    {
        using var file = new MemoryStream();
        file.Write([0x89, (byte)'P', (byte)'N', (byte)'G', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n']);
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, TrueColour);
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "IDAT"u8, Compress(pixels, width * 3, height));
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    // Each row is written as the difference from the row above: pictures are smooth, and differences are small.
    private static byte[] Compress(ReadOnlySpan<byte> pixels, int stride, int height)
    {
        const byte Up = 2;
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var line = new byte[stride + 1];
            line[0] = Up;
            for (var row = 0; row < height; row++)
            {
                var own = pixels.Slice(row * stride, stride);
                if (row == 0)
                    own.CopyTo(line.AsSpan(1));
                else
                    for (var i = 0; i < stride; i++)
                        line[i + 1] = (byte)(own[i] - pixels[((row - 1) * stride) + i]);
                zlib.Write(line);
            }
        }

        return packed.ToArray();
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> name, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(name);
        file.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~Check(Check(uint.MaxValue, name), content));
        file.Write(number);
    }

    private static uint Check(uint sum, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes)
            sum = Table[(byte)(sum ^ value)] ^ (sum >> 8);
        return sum;
    }

    private static uint Step(uint value)
    {
        for (var bit = 0; bit < 8; bit++)
            value = (value & 1) == 0 ? value >> 1 : Polynomial ^ (value >> 1);
        return value;
    }
}
