using System.Diagnostics;
using Triad.Testing.Servers;

namespace Triad.Benchmarks.Hostile.Files;

/// <summary>Makes small clips in many containers and codecs with FFmpeg, and takes the media that lie beside the checkout.</summary>
internal static class ClipMaker
{
    private const int MaxSharedBytes = 1 << 20;

    private static readonly (string Name, string Arguments)[] Recipes =
    [
        ("h264.mp4", "-c:v libx264 -preset ultrafast -c:a aac -shortest"),
        ("mpeg4.mov", "-c:v mpeg4 -c:a pcm_s16le -shortest"),
        ("h264.mkv", "-c:v libx264 -preset ultrafast -c:a libvorbis -ac 2 -shortest"),
        ("vp8.webm", "-c:v libvpx -deadline realtime -cpu-used 8 -c:a libopus -shortest"),
        ("mpeg4.avi", "-c:v mpeg4 -c:a libmp3lame -shortest"),
        ("flv1.flv", "-c:v flv1 -c:a libmp3lame -ar 22050 -shortest"),
        ("mpeg2.ts", "-r 25 -c:v mpeg2video -c:a mp2 -shortest"),
        ("mpeg1.mpg", "-r 25 -c:v mpeg1video -c:a mp2 -shortest"),
        ("wmv2.wmv", "-c:v wmv2 -c:a wmav2 -shortest"),
        ("theora.ogv", "-c:v libtheora -c:a libvorbis -ac 2 -shortest"),
        ("mpeg2.mxf", "-r 25 -c:v mpeg2video -c:a pcm_s16le -ar 48000 -shortest"),
        ("mjpeg.avi", "-map 0:v -c:v mjpeg"),
        ("fragmented.mp4", "-c:v libx264 -preset ultrafast -c:a aac -movflags frag_keyframe+empty_moov -shortest"),
        ("subtitled.mkv", "-i SUBTITLES -map 0:v -map 2:s -c:v mpeg4 -c:s srt"),
        ("subtitled.mp4", "-i SUBTITLES -map 0:v -map 2:s -c:v mpeg4 -c:s mov_text"),
        ("many.mkv", "-map 0:v -map 1:a -map 1:a -map 1:a -map 1:a -map 1:a -map 1:a -map 1:a -map 1:a -c:v mpeg4 -c:a pcm_u8 -shortest"),
        ("frames.y4m", "-map 0:v -pix_fmt yuv420p"),
        ("vp8.ivf", "-map 0:v -c:v libvpx -deadline realtime -cpu-used 8"),
        ("loop.gif", "-map 0:v"),
        ("sound.wav", "-map 1:a -c:a pcm_s16le"),
        ("sound.mp3", "-map 1:a -c:a libmp3lame"),
        ("sound.flac", "-map 1:a -c:a flac"),
        ("sound.ogg", "-map 1:a -c:a libvorbis -ac 2"),
        ("sound.aac", "-map 1:a -c:a aac"),
        ("sound.ac3", "-map 1:a -c:a ac3 -ar 48000"),
        ("sound.aiff", "-map 1:a -c:a pcm_s16be"),
        ("sound.au", "-map 1:a -c:a pcm_mulaw"),
        ("sound.caf", "-map 1:a -c:a alac"),
        ("sound.w64", "-map 1:a -c:a pcm_s24le"),
        ("picture.png", "-map 0:v -frames:v 1"),
        ("picture.jpg", "-map 0:v -frames:v 1 -pix_fmt yuvj420p -strict unofficial"),
        ("picture.bmp", "-map 0:v -frames:v 1"),
        ("picture.tiff", "-map 0:v -frames:v 1"),
        ("picture.webp", "-map 0:v -frames:v 1"),
    ];

    /// <summary>All clips, in an order of their own. A codec that this FFmpeg lacks is left out.</summary>
    public static async Task<IReadOnlyList<Clip>> MakeAsync(CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("triad-hostile-clips-");
        try
        {
            var subtitles = System.IO.Path.Combine(folder.FullName, "subtitles.srt");
            await File.WriteAllTextAsync(subtitles, "1\n00:00:00,000 --> 00:00:01,000\n<b>a red ball</b>\n", cancellationToken);
            foreach (var (name, arguments) in Recipes)
                await EncodeAsync(System.IO.Path.Combine(folder.FullName, name), arguments.Replace("SUBTITLES", subtitles, StringComparison.Ordinal), cancellationToken);
            File.Delete(subtitles);
            return [.. folder.EnumerateFiles().Concat(Shared()).Where(file => file.Length > 0).OrderBy(file => file.Name, StringComparer.Ordinal).Select(Read)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Clip Read(FileInfo file) => new(file.Name, File.ReadAllBytes(file.FullName));

    private static IEnumerable<FileInfo> Shared() => Checkout.SharedMedia is { } shared
        ? new DirectoryInfo(shared).EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.Length < MaxSharedBytes && file.Extension is not (".md" or ".srt"))
        : [];

    private static async Task EncodeAsync(string path, string arguments, CancellationToken cancellationToken)
    {
        const string Sources = "-hide_banner -loglevel quiet -nostdin -bitexact -threads 1 "
            + "-f lavfi -i testsrc2=size=96x64:rate=8:duration=1.5 -f lavfi -i sine=frequency=440:sample_rate=16000:duration=1.5 ";
        using var ffmpeg = Process.Start(new ProcessStartInfo("ffmpeg", Sources + arguments + " " + path))!;
        await ffmpeg.WaitForExitAsync(cancellationToken);
    }
}
