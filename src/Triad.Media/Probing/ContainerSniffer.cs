using System.Buffers.Binary;

namespace Triad.Media.Probing;

/// <summary>
/// Tells the container from the first bytes of a file, so that FFmpeg's own guessing, which knows playlists and scripts, is never asked.
/// Signatures: the formats' specifications.
/// </summary>
internal static class ContainerSniffer
{
    /// <summary>How many bytes of the start of a file are needed.</summary>
    public const int HeadLength = 4096;

    private const int TransportPacket = 188;
    private const int TagHeader = 10;

    private static readonly (int Offset, byte[] Magic, Container Container)[] Signatures =
    [
        (4, "ftyp"u8.ToArray(), new("mov")),
        (4, "moov"u8.ToArray(), new("mov")),
        (4, "mdat"u8.ToArray(), new("mov")),
        (4, "wide"u8.ToArray(), new("mov")),
        (4, "free"u8.ToArray(), new("mov")),
        (4, "skip"u8.ToArray(), new("mov")),
        (4, "pnot"u8.ToArray(), new("mov")),
        (0, [0x1A, 0x45, 0xDF, 0xA3], new("matroska")),
        (0, "OggS"u8.ToArray(), new("ogg")),
        (0, "FLV\x01"u8.ToArray(), new("flv")),
        (0, "fLaC"u8.ToArray(), new("flac")),
        (0, "GIF8"u8.ToArray(), new("gif")),
        (0, [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A], new("png_pipe", IsPicture: true)),
        (0, [0xFF, 0xD8, 0xFF], new("jpeg_pipe", IsPicture: true)),
        (0, "BM"u8.ToArray(), new("bmp_pipe", IsPicture: true)),
        (0, "II*\0"u8.ToArray(), new("tiff_pipe", IsPicture: true)),
        (0, "MM\0*"u8.ToArray(), new("tiff_pipe", IsPicture: true)),
        (0, [0, 0, 1, 0xBA], new("mpeg")),
        (0, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11], new("asf")),
        (0, [0x06, 0x0E, 0x2B, 0x34, 0x02, 0x05, 0x01, 0x01], new("mxf")),
        (0, ".snd"u8.ToArray(), new("au")),
        (0, "#!AMR"u8.ToArray(), new("amr")),
        (0, "caff"u8.ToArray(), new("caf")),
        (0, [0x0B, 0x77], new("ac3")),
        (0, ".RMF"u8.ToArray(), new("rm")),
        (0, "DKIF"u8.ToArray(), new("ivf")),
        (0, "YUV4MPEG2 "u8.ToArray(), new("yuv4mpegpipe")),
        (0, "wvpk"u8.ToArray(), new("wv")),
        (0, "TTA1"u8.ToArray(), new("tta")),
        (0, "DTSHDHDR"u8.ToArray(), new("dtshd")),
        (0, [0x7F, 0xFE, 0x80, 0x01], new("dts")),
        (0, [0xFE, 0x7F, 0x01, 0x80], new("dts")),
        (0, [0x1F, 0xFF, 0xE8, 0x00], new("dts")),
        (0, [0xFF, 0x1F, 0x00, 0xE8], new("dts")),
        (4, [0xF8, 0x72, 0x6F, 0xBA], new("truehd")),
        (0, [0x1F, 0x07, 0x00, 0x3F], new("dv")),
        (0, [0x1F, 0x07, 0x00, 0xBF], new("dv")),
        (0, [.. "riff"u8, 0x2E, 0x91, 0xCF, 0x11], new("w64")),
    ];

    /// <summary>The container, or null where the bytes are none that is decoded.</summary>
    /// <param name="head">The first bytes of the file, up to <see cref="HeadLength"/>.</param>
    public static Container? Identify(ReadOnlySpan<byte> head)
    {
        foreach (var (offset, magic, container) in Signatures)
        {
            if (head.Length >= offset + magic.Length && head.Slice(offset, magic.Length).SequenceEqual(magic))
                return container.Demuxer == "png_pipe" && IsAnimated(head) ? new Container("apng") : container;
        }

        return FromForm(head) ?? FromUnits(head) ?? (IsTransportStream(head) ? new Container("mpegts") : FromAudioFrame(head));
    }

    /// <summary>The length of an ID3 tag that stands before the sound, or 0. The format itself shows after it.</summary>
    public static long TagLength(ReadOnlySpan<byte> head)
    {
        if (head.Length < TagHeader || !head.StartsWith("ID3"u8))
            return 0;
        var size = 0L;
        foreach (var part in head.Slice(6, 4))
            size = (size << 7) | (uint)(part & 0x7f);
        return size + TagHeader;
    }

    // Chunked forms: a four letter name, a length, and the name of what is inside.
    private static Container? FromForm(ReadOnlySpan<byte> head)
    {
        if (head.Length < 12)
            return null;
        var inside = head.Slice(8, 4);
        if (head.StartsWith("RIFF"u8) || head.StartsWith("RF64"u8) || head.StartsWith("BW64"u8))
        {
            return inside.SequenceEqual("WAVE"u8) ? new Container("wav")
                : inside.SequenceEqual("AVI "u8) ? new Container("avi")
                : inside.SequenceEqual("WEBP"u8) ? new Container("webp_pipe", IsPicture: true)
                : null;
        }

        return head.StartsWith("FORM"u8) && (inside.SequenceEqual("AIFF"u8) || inside.SequenceEqual("AIFC"u8))
            ? new Container("aiff")
            : null;
    }

    // An animated PNG says so before its first picture.
    private static bool IsAnimated(ReadOnlySpan<byte> head)
    {
        var animation = head.IndexOf("acTL"u8);
        var picture = head.IndexOf("IDAT"u8);
        return animation > 0 && (picture < 0 || animation < picture);
    }

    // H.264 as a bare stream (ITU-T H.264, annex B): a start code, then a parameter set, or a delimiter before one. The first bit of a unit is 0.
    private static Container? FromUnits(ReadOnlySpan<byte> head)
    {
        ReadOnlySpan<byte> startCode = [0, 0, 1];
        var at = head.StartsWith((ReadOnlySpan<byte>)[0, 0, 0, 1]) ? 4 : head.StartsWith(startCode) ? 3 : 0;
        if (at == 0 || head.Length <= at)
            return null;
        const int Delimiter = 9;
        const int Parameters = 7;
        if (Unit(head[at]) == Delimiter && head[at..].IndexOf(startCode) is var next and > 0 && head.Length > at + next + 3)
            at += next + 3;
        return Unit(head[at]) == Parameters ? new Container("h264") : null;

        // A parameter set is never unimportant: bits 5 and 6 are not both 0. A delimiter always is.
        static int Unit(byte header) => (header & 0x80) != 0 ? 0 : (header & 0x1F) is Parameters && (header & 0x60) == 0 ? 0 : header & 0x1F;
    }

    // Plain transport streams, and those of cameras and discs, whose packets have four more bytes in front.
    private static bool IsTransportStream(ReadOnlySpan<byte> head) =>
        HasSync(head, 0, TransportPacket) || HasSync(head, 4, TransportPacket + 4);

    private static bool HasSync(ReadOnlySpan<byte> head, int first, int step)
    {
        var seen = 0;
        for (var at = first; at < head.Length; at += step, seen++)
        {
            if (head[at] != 0x47)
                return false;
        }

        return seen >= 3;
    }

    // MPEG audio: 11 bits of sync, then version, layer, bit rate and sample rate that are not the reserved ones. ADTS has layer 0.
    private static Container? FromAudioFrame(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4)
            return null;
        var header = BinaryPrimitives.ReadUInt32BigEndian(head);
        if (header >> 21 != 0x7ff)
            return null;
        var layer = (header >> 17) & 3;
        if (layer == 0)
            return ((header >> 10) & 15) < 13 ? new Container("aac") : null;
        var isValid = ((header >> 19) & 3) != 1 && ((header >> 12) & 15) != 15 && ((header >> 10) & 3) != 3;
        return isValid ? new Container("mp3") : null;
    }
}
