using Triad.Core.Media;

namespace Triad.Inference.Kinds.Remote.Media;

/// <summary>Writes frames as an AVI of raw pixels: large, exact, and read by whatever reads video by FFmpeg.</summary>
internal static class AviWriter
{
    private const int Microseconds = 1_000_000;
    private const int HasIndex = 0x10;
    private const int KeyFrame = 0x10;
    private const int HeaderBytes = 40;

    /// <summary>The file.</summary>
    /// <param name="clip">The frames.</param>
    /// <param name="frames">Which of them, in order.</param>
    /// <param name="rate">Frames a second.</param>
    public static byte[] Write(FrameClip clip, IReadOnlyList<int> frames, double rate)
    {
        var (width, height) = (clip.Width, clip.Height);
        var stride = ((width * 3) + 3) / 4 * 4;
        var period = (int)Math.Round(Microseconds / rate);
        var index = new List<int>();
        var riff = new RiffWriter();
        riff.List("RIFF"u8, "AVI "u8, () =>
        {
            riff.List("LIST"u8, "hdrl"u8, () =>
            {
                riff.Chunk(
                    "avih"u8, RiffWriter.Numbers(period, 0, 0, HasIndex, frames.Count, 0, 1, stride * height, width, height, 0, 0, 0, 0));
                riff.List("LIST"u8, "strl"u8, () =>
                {
                    var (video, raw) = (BitConverter.ToInt32("vids"u8), BitConverter.ToInt32("DIB "u8));
                    riff.Chunk("strh"u8, RiffWriter.Numbers(
                        video, raw, 0, 0, 0, period, Microseconds, 0, frames.Count, stride * height, -1, 0, 0, width | (height << 16)));
                    riff.Chunk("strf"u8, RiffWriter.Numbers(HeaderBytes, width, height, 1 | (24 << 16), 0, stride * height, 0, 0, 0, 0));
                });
            });
            riff.List("LIST"u8, "movi"u8, () =>
            {
                var start = riff.Position - 4;
                foreach (var frame in frames)
                {
                    index.AddRange([BitConverter.ToInt32("00db"u8), KeyFrame, riff.Position - start, stride * height]);
                    riff.Chunk("00db"u8, Rows(clip, frame, stride));
                }
            });
            riff.Chunk("idx1"u8, RiffWriter.Numbers([.. index]));
        });
        return riff.ToArray();
    }

    // Blue first, the lowest row first, as the format has it.
    private static byte[] Rows(FrameClip clip, int frame, int stride)
    {
        var (width, height) = (clip.Width, clip.Height);
        var pixels = clip.Pixels.Span.Slice(frame * width * height * 3, width * height * 3);
        var rows = new byte[stride * height];
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var (from, to) = (((y * width) + x) * 3, ((height - 1 - y) * stride) + (x * 3));
                (rows[to], rows[to + 1], rows[to + 2]) = (pixels[from + 2], pixels[from + 1], pixels[from]);
            }

        return rows;
    }
}
