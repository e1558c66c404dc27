using Triad.Core.Media;
using Triad.Inference.Embedding;

namespace Triad.Inference.Pictures;

/// <summary>Brings pictures of any size to the pixels and numbers that the makers of a model bring them to. Thread-safe.</summary>
internal sealed class PictureProcessor(PictureSettings settings)
{
    private const int Channels = 3;

    private readonly ChannelTables _tables = new(x => x * settings.Rescale, settings.Mean, settings.Std);

    /// <summary>The settings that the processor was made for.</summary>
    public PictureSettings Settings => settings;

    /// <summary>Resizes and crops one frame of a clip.</summary>
    /// <returns>rgb24 of the graph's size.</returns>
    public byte[] Prepare(FrameClip clip, int frame)
    {
        using var timed = PreparationInstruments.Size();
        var bytes = clip.Width * clip.Height * Channels;
        var (width, height) = SizeOf(clip.Width, clip.Height);
        var window = new PictureWindow(Offset(width - settings.Width), Offset(height - settings.Height), settings.Width, settings.Height);
        return PictureResizer.Resize(
            clip.Pixels.Span.Slice(frame * bytes, bytes), clip.Width, clip.Height, width, height, window, settings.Resampling);
    }

    /// <summary>Writes prepared pixels as the graph takes them, plane by plane.</summary>
    public void Write(ReadOnlySpan<byte> pixels, Span<float> planes)
    {
        using var timed = PreparationInstruments.Pixels();
        _tables.Write(pixels, planes);
    }

    private (int Width, int Height) SizeOf(int width, int height)
    {
        if (settings.Resize == ResizeRule.Squash)
            return (settings.ResizeWidth, settings.ResizeHeight);
        var (shorter, longer) = (Math.Min(width, height), Math.Max(width, height));
        var other = (int)((double)((long)settings.ResizeWidth * longer) / shorter);
        return width <= height ? (settings.ResizeWidth, other) : (other, settings.ResizeWidth);
    }

    private int Offset(int surplus) => settings.CropToEven ? (int)Math.Round(surplus / 2.0, MidpointRounding.ToEven) : surplus / 2;
}
