using System.Buffers.Binary;
using System.Text;

namespace Triad.Benchmarks.Hostile.Files;

/// <summary>Playlists, scripts and containers that point to other files and addresses, as they are and in the clothes of a video.</summary>
internal static class References
{
    private static readonly string[] Names = ["video.mp4", "list.m3u8", "movie.mkv", "sound.mp3", "picture.png", "clip.mov", "feed.ts", "x.avi"];

    private static readonly Func<string, string>[] Texts =
    [
        target => $"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{target}\n#EXT-X-ENDLIST\n",
        target => $"#EXTM3U\n#EXT-X-KEY:METHOD=AES-128,URI=\"{target}\"\n#EXT-X-MAP:URI=\"{target}\"\n#EXTINF:1,\nconcat:{target}|{target}\n",
        target => $"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nsubfile,,start,0,end,64,,:{target}\n",
        target => $"ffconcat version 1.0\nfile '{target}'\nduration 5\noption safe 0\n",
        target => $"<?xml version=\"1.0\"?><MPD xmlns=\"urn:mpeg:dash:schema:mpd:2011\" type=\"static\"><BaseURL>{target}</BaseURL><Period><AdaptationSet><Representation id=\"1\" mimeType=\"video/mp4\" bandwidth=\"1\"><BaseURL>{target}</BaseURL></Representation></AdaptationSet></Period></MPD>",
        target => $"<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY x SYSTEM \"{target}\">]><svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\"><image xlink:href=\"{target}\"/><text>&x;</text></svg>",
        target => $"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\na=control:{target}\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n",
        target => $"[playlist]\nFile1={target}\nNumberOfEntries=1\nVersion=2\n",
        target => $"<ASX version=\"3.0\"><ENTRY><REF HREF=\"{target}\"/></ENTRY></ASX>",
        target => $"<smil><body><video src=\"{target}\"/></body></smil>",
        target => $"AVISource(\"{target}\")\nLoadPlugin(\"{target}\")\n",
        target => $"import vapoursynth\nvapoursynth.core.ffms2.Source('{target}').set_output()\n",
        target => $"movie={target}[out0];amovie={target}[out1]",
        target => $";FFMETADATA1\ntitle=x\n[CHAPTER]\nTIMEBASE=1/1000\nSTART=0\nEND=1\ntitle={target}\n",
        target => $"RTSPtext\nRTSP/1.0 302 Moved\r\nLocation: {target}\r\n\r\n",
        target => $"[Script Info]\nScriptType: v4.00+\n[Fonts]\nfontname: {target}\n[Events]\nDialogue: 0,0:00:00.00,0:00:05.00,Default,,0,0,0,,{{\\fn{target}}}x\n",
        target => target,
    ];

    /// <summary>A playlist or script; in half of the cases behind the first bytes of a video.</summary>
    public static HostileFile Playlist(HostileContext context, Random random)
    {
        var text = Encoding.UTF8.GetBytes(Texts[random.Next(Texts.Length)](Target(context, random)));
        byte[] bytes = random.Next(10) switch
        {
            0 => [.. Box("ftyp", [.. "isom\0\0\x02\0isomiso2mp41"u8]), .. text],
            1 => [.. Box("ftyp", [.. "isom\0\0\x02\0isomiso2mp41"u8]), .. Box("mdat", text)],
            2 => [.. "ID3\x04\0\0\0\0\0\0"u8, .. text],
            3 => [.. "RIFF\xff\xff\xff\x7f"u8, .. "AVI LIST"u8, .. text],
            4 => [0x1A, 0x45, 0xDF, 0xA3, 0x80, .. text],
            5 => [0xEF, 0xBB, 0xBF, .. text],
            6 => [.. new byte[4], .. "free"u8, .. text],
            _ => text,
        };
        return new HostileFile("playlist", Names[random.Next(Names.Length)], bytes);
    }

    /// <summary>A real movie whose data is said to lie elsewhere: data references, reference movies, links of segments.</summary>
    public static HostileFile Container(HostileContext context, Random random)
    {
        var target = Target(context, random);
        var movies = context.Clips.Where(clip => clip.Bytes.AsSpan().IndexOf("dref"u8) > 0).ToList();
        if (movies.Count == 0 || random.Next(4) == 0)
        {
            byte[] reference = Box("moov", Box("rmra", Box("rmda", Box("rdrf", [0, 0, 0, 0, .. "url "u8, .. Big(target.Length + 1), .. Encoding.UTF8.GetBytes(target), 0]))));
            return new HostileFile("reference", "movie.mov", [.. Box("ftyp", [.. "qt  \0\0\x02\0qt  "u8]), .. reference]);
        }

        // The reference grows, and so must every box that it lies in: a wrong size would only be another damaged header.
        var clip = movies[random.Next(movies.Count)];
        var bytes = clip.Bytes.ToList();
        var at = clip.Bytes.AsSpan().IndexOf("dref"u8) - 4;
        var entry = random.Next(2) == 0
            ? Box("url ", [0, 0, 0, 0, .. Encoding.UTF8.GetBytes(target), 0])
            : Box("alis", [0, 0, 0, 0, .. new byte[150], 0, 2, .. Big16(target.Length), .. Encoding.UTF8.GetBytes(target), 0xFF, 0xFF, 0, 0]);
        var size = (int)BinaryPrimitives.ReadUInt32BigEndian(clip.Bytes.AsSpan(at));
        byte[] box = Box("dref", [0, 0, 0, 0, 0, 0, 0, 1, .. entry]);
        bytes.RemoveRange(at, Math.Min(size, bytes.Count - at));
        bytes.InsertRange(at, box);
        var grown = bytes.ToArray();
        foreach (var outer in (string[])["moov", "trak", "mdia", "minf", "dinf"])
        {
            if (grown.AsSpan(0, at).LastIndexOf(Encoding.ASCII.GetBytes(outer)) is > 3 and var found)
            {
                var length = grown.AsSpan(found - 4, 4);
                BinaryPrimitives.WriteUInt32BigEndian(length, (uint)(BinaryPrimitives.ReadUInt32BigEndian(length) + box.Length - size));
            }
        }

        return new HostileFile("reference", clip.Name, grown);
    }

    private static string Target(HostileContext context, Random random) => random.Next(9) switch
    {
        0 => context.Url,
        1 => $"file://{context.Path}",
        2 => context.Path,
        3 => "file:///etc/passwd",
        4 => $"concat:{context.Path}|{context.Path}",
        5 => $"subfile,,start,0,end,64,,:{context.Path}",
        6 => $"cache:{context.Url}",
        7 => $"crypto:{context.Path}",
        _ => context.Url.Replace("http:", "tcp:", StringComparison.Ordinal),
    };

    private static byte[] Box(string type, byte[] content) => [.. Big(content.Length + 8), .. Encoding.ASCII.GetBytes(type), .. content];

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Big16(int value) => [(byte)(value >> 8), (byte)value];
}
