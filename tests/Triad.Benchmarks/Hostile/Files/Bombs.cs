using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace Triad.Benchmarks.Hostile.Files;

/// <summary>Small files that say or unpack to something vast.</summary>
internal static class Bombs
{
    private static readonly Func<Random, (string Name, byte[] Bytes)>[] Kinds =
    [
        random => ("huge.png", Png((uint)random.Next(10_000, 1_000_000), (uint)random.Next(10_000, 1_000_000), 1 << 16)),
        random => ("inflating.png", Png(8000, 8000, random.Next(50, 190) << 20)),
        random => ("comment.png", PngText(random.Next(20, 200) << 20)),
        random => ("huge.gif", Gif((ushort)random.Next(20_000, 65_536), (ushort)random.Next(20_000, 65_536), random.Next(1, 2000))),
        random => ("huge.bmp", Bmp(random.Next(20_000, int.MaxValue), random.Next(20_000, int.MaxValue))),
        random => ("huge.jpg", Jpeg((ushort)random.Next(20_000, 65_536), (ushort)random.Next(20_000, 65_536))),
        random => ("huge.tiff", Tiff((uint)random.Next(20_000, int.MaxValue), (uint)random.Next(20_000, int.MaxValue))),
        random => ("long.wav", Wav(random.Next(1, 400_000), (ushort)random.Next(1, 65_536), uint.MaxValue, random.Next(1, 200_000))),
        random => ("rate.wav", Wav(random.Next(2) == 0 ? 1 : int.MaxValue, 1, 1 << 20, 1 << 20)),
        random => ("huge.y4m", Encoding.ASCII.GetBytes($"YUV4MPEG2 W{random.Next(20_000, int.MaxValue)} H{random.Next(20_000, int.MaxValue)} F1000000:1 C444p16\nFRAME\n{new string('x', 4096)}")),
        random => ("huge.ivf", Ivf((ushort)random.Next(20_000, 65_536), (ushort)random.Next(20_000, 65_536))),
        random => ("tag.mp3", Id3(random.Next(1, 0x0fffffff), random.Next(100_000))),
        random => ("silence.flac", Flac(random.Next(1, 655_350))),
    ];

    public static HostileFile Make(Random random)
    {
        var (name, bytes) = Kinds[random.Next(Kinds.Length)](random);
        return new HostileFile("bomb", name, bytes);
    }

    private static byte[] Png(uint width, uint height, int inflated) => [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
        .. Chunk("IHDR", [.. Big(width), .. Big(height), 8, 2, 0, 0, 0]), .. Chunk("IDAT", Deflated(inflated)), .. Chunk("IEND", [])];

    private static byte[] PngText(int inflated) => [
        0x89, .. "PNG\r\n"u8, 0x1A, 0x0A,
        .. Chunk("IHDR", [.. Big(8), .. Big(8), 8, 2, 0, 0, 0]), .. Chunk("zTXt", [.. "Comment\0\0"u8, .. Deflated(inflated)]),
        .. Chunk("iCCP", [.. "p\0\0"u8, .. Deflated(inflated)]), .. Chunk("IDAT", Deflated(200)), .. Chunk("IEND", [])];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(type), .. data];
        return [.. Big((uint)data.Length), .. named, .. Big(Crc32.HashToUInt32(named))];
    }

    private static byte[] Deflated(int length)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest))
        {
            var zeros = new byte[1 << 16];
            for (var left = length; left > 0; left -= zeros.Length)
                zlib.Write(zeros, 0, Math.Min(left, zeros.Length));
        }

        return packed.ToArray();
    }

    private static byte[] Gif(ushort width, ushort height, int frames)
    {
        byte[] frame = [0x2C, 0, 0, 0, 0, .. Little16(width), .. Little16(height), 0, 8, 2, 0, 1, 0];
        return [.. "GIF89a"u8, .. Little16(width), .. Little16(height), 0x80, 0, 0, 0, 0, 0, 255, 255, 255, .. Enumerable.Repeat(frame, frames).SelectMany(part => part), 0x3B];
    }

    private static byte[] Bmp(int width, int height) => [
        .. "BM"u8, .. Little(uint.MaxValue), 0, 0, 0, 0, .. Little(54), .. Little(40), .. Little((uint)width), .. Little((uint)height), 1, 0, 24, 0,
        .. new byte[24 + 4096]];

    private static byte[] Jpeg(ushort width, ushort height) => [
        0xFF, 0xD8, 0xFF, 0xDB, 0, 67, 0, .. Enumerable.Repeat((byte)1, 64),
        0xFF, 0xC2, 0, 17, 8, .. Big16(height), .. Big16(width), 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0,
        0xFF, 0xC4, 0, 20, 0, 1, .. new byte[15], 0, 0xFF, 0xDA, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0, .. new byte[2048], 0xFF, 0xD9];

    private static byte[] Tiff(uint width, uint height) => [
        .. "II*\0"u8, .. Little(8), 5, 0,
        0, 1, 4, 0, .. Little(1), .. Little(width), 1, 1, 4, 0, .. Little(1), .. Little(height), 3, 1, 3, 0, .. Little(1), .. Little(8),
        0x11, 1, 4, 0, .. Little(uint.MaxValue), .. Little(8), 0x17, 1, 4, 0, .. Little(uint.MaxValue), .. Little(8), .. new byte[1024]];

    private static byte[] Wav(int rate, ushort channels, uint announced, int length) => [
        .. "RIFF"u8, .. Little(uint.MaxValue), .. "WAVEfmt "u8, .. Little(16), 1, 0, .. Little16(channels), .. Little((uint)rate), .. Little(uint.MaxValue),
        .. Little16(unchecked((ushort)(channels * 2))), 16, 0, .. "data"u8, .. Little(announced), .. new byte[length]];

    private static byte[] Ivf(ushort width, ushort height) => [
        .. "DKIF"u8, 0, 0, 32, 0, .. "VP80"u8, .. Little16(width), .. Little16(height), .. Little(uint.MaxValue), .. Little(1), .. Little(uint.MaxValue), 0, 0, 0, 0,
        .. Little(10), .. new byte[8], 0x10, 0, 0, 0x9D, 0x01, 0x2A, .. Little16(width), .. Little16(height)];

    private static byte[] Id3(int announced, int length) => [
        .. "ID3\x04\0\0"u8, (byte)(announced >> 21 & 0x7f), (byte)(announced >> 14 & 0x7f), (byte)(announced >> 7 & 0x7f), (byte)(announced & 0x7f),
        .. "APIC"u8, 0x7f, 0x7f, 0x7f, 0x7f, 0, 0, .. "\0image/png\0\0"u8, .. new byte[length]];

    private static byte[] Flac(int rate) => [
        .. "fLaC"u8, 0x80, 0, 0, 34, 0, 16, 0xFF, 0xFF, 0, 0, 0, 0xFF, 0xFF, 0xFF,
        (byte)(rate >> 12), (byte)(rate >> 4), (byte)((rate << 4 & 0xF0) | 0x0E), 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, .. new byte[16], .. new byte[1024]];

    private static byte[] Big(uint value) => Write(4, bytes => BinaryPrimitives.WriteUInt32BigEndian(bytes, value));

    private static byte[] Big16(ushort value) => [(byte)(value >> 8), (byte)value];

    private static byte[] Little(uint value) => Write(4, bytes => BinaryPrimitives.WriteUInt32LittleEndian(bytes, value));

    private static byte[] Little16(ushort value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Write(int length, Action<byte[]> write)
    {
        var bytes = new byte[length];
        write(bytes);
        return bytes;
    }
}
