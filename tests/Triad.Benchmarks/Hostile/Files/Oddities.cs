using System.Formats.Tar;
using System.IO.Compression;
using System.Text;

namespace Triad.Benchmarks.Hostile.Files;

/// <summary>What is no media at all, or has too much around it: archives, empty and random bytes, odd names, vast metadata.</summary>
internal static class Oddities
{
    private static readonly string[] OddNames =
    [
        "../../../../etc/passwd", "/etc/passwd", "-i.mp4", "--help", "|id", "$(id).mp4", "a;id.mp4", "con.mp4", ".", "..", "%2e%2e%2fx", "a\u202Egpj.mp4", "file:x.mp4",
        "http://127.0.0.1/x.mp4", "pipe:0", "x\tx.mp4", "☂.mp4", "'; DROP TABLE video;--", "concat:a|b", "%s%s%n.mp4", "\\\\host\\share.mp4", "@list.mp4",
    ];

    private static readonly byte[][] Magics =
    [
        [0, 0, 0, 24, .. "ftyp"u8], [0x1A, 0x45, 0xDF, 0xA3], [.. "OggS"u8], [.. "FLV\x01"u8], [.. "fLaC"u8], [.. "GIF89a"u8], [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A],
        [0xFF, 0xD8, 0xFF], [.. "BM"u8], [.. "II*\0"u8], [0, 0, 1, 0xBA], [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], [0x06, 0x0E, 0x2B, 0x34, 0x02, 0x05, 0x01, 0x01],
        [.. ".snd"u8], [.. "#!AMR\n"u8], [.. "caff"u8], [0x0B, 0x77], [.. ".RMF"u8], [.. "DKIF"u8], [.. "YUV4MPEG2 "u8], [.. "RIFF\0\0\0\0WAVE"u8], [.. "RIFF\0\0\0\0WEBP"u8],
        [.. "FORM\0\0\0\0AIFF"u8], [0xFF, 0xFB, 0x90, 0x44], [0xFF, 0xF1, 0x50, 0x80],
    ];

    public static HostileFile Archive(HostileContext context, Random random)
    {
        using var bytes = new MemoryStream();
        var name = random.Next(5) switch
        {
            0 => Zip(bytes, context),
            1 => Tar(bytes, context),
            2 => Gzip(bytes, random),
            3 => Raw(bytes, [.. "Rar!\x1A\x07\x01\0"u8, .. new byte[4096]], "x.rar"),
            _ => Raw(bytes, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C, 0, 4, .. new byte[4096]], "x.7z"),
        };
        return new HostileFile("archive", name, bytes.ToArray());
    }

    public static HostileFile NoMedia(Random random)
    {
        var noise = new byte[random.Next(1, 40_000)];
        random.NextBytes(noise);
        var magic = Magics[random.Next(Magics.Length)];
        byte[] bytes = random.Next(8) switch
        {
            0 => [],
            1 => [(byte)random.Next(256)],
            2 => noise,
            3 => new byte[noise.Length],
            4 => Encoding.UTF8.GetBytes("#!/bin/sh\necho $(cat /etc/passwd)\n"),
            5 => magic,
            _ => [.. magic, .. noise],
        };
        return new HostileFile("no media", "noise.mp4", bytes);
    }

    public static HostileFile Named(HostileContext context, Random random)
    {
        var clip = context.Clips[random.Next(context.Clips.Count)];
        var name = random.Next(6) == 0 ? new string('a', random.Next(200, 400)) : OddNames[random.Next(OddNames.Length)];
        return new HostileFile("odd name", name, clip.Bytes);
    }

    public static HostileFile Metadata(HostileContext context, Random random)
    {
        var length = random.Next(100_000, 3_000_000);
        var clip = context.Clips.FirstOrDefault(each => each.Extension == (random.Next(2) == 0 ? ".mp3" : ".wav")) ?? context.Clips[0];
        var text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"x\":\"\\u0000☂\n", length / 14)));
        byte[] frame = [.. "TIT2"u8, .. SyncSafe(text.Length), 0, 0, .. text];
        byte[] bytes = clip.Extension == ".mp3"
            ? [.. "ID3\x04\0\0"u8, .. SyncSafe(frame.Length), .. frame, .. clip.Bytes]
            : [.. clip.Bytes, .. "LIST"u8, .. BitConverter.GetBytes(text.Length + 12), .. "INFOINAM"u8, .. BitConverter.GetBytes(text.Length), .. text];
        return new HostileFile("metadata", clip.Name, bytes);
    }

    private static byte[] SyncSafe(int length) => [(byte)(length >> 21 & 0x7f), (byte)(length >> 14 & 0x7f), (byte)(length >> 7 & 0x7f), (byte)(length & 0x7f)];

    private static string Zip(Stream target, HostileContext context)
    {
        using var zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
        using (var entry = zip.CreateEntry("../../../../tmp/x.mp4").Open())
            entry.Write(context.Clips[0].Bytes);
        using (var bomb = zip.CreateEntry("bomb.mp4", CompressionLevel.Optimal).Open())
            bomb.Write(new byte[8 << 20]);
        return "movie.zip";
    }

    private static string Tar(Stream target, HostileContext context)
    {
        using var tar = new TarWriter(target, TarEntryFormat.Pax, leaveOpen: true);
        tar.WriteEntry(new PaxTarEntry(TarEntryType.SymbolicLink, "video.mp4") { LinkName = context.Path });
        tar.WriteEntry(new PaxTarEntry(TarEntryType.HardLink, "../sound.mp3") { LinkName = "/etc/passwd" });
        return "video.mp4";
    }

    private static string Gzip(Stream target, Random random)
    {
        using var gzip = new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true);
        gzip.Write(new byte[random.Next(1, 64) << 20]);
        return "video.mp4.gz";
    }

    private static string Raw(Stream target, byte[] bytes, string name)
    {
        target.Write(bytes);
        return name;
    }
}
