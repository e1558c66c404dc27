using Triad.Core.Media;

namespace Triad.Inference.Frames;

/// <summary>
/// Turns decoded rgb24 frames into the video graph's input, (x/255 - mean) / std, plane by plane, in runs that become one token each.
/// The last run is completed by repeating its last frame; a still picture is one run of the same frame. Thread-safe.
/// </summary>
internal sealed class FrameFrontEnd
{
    private const int Channels = 3;
    private readonly float[][] _values = new float[Channels][];

    /// <summary>Prepares the normalisation.</summary>
    /// <param name="settings">Validated settings.</param>
    public FrameFrontEnd(VideoSettings settings)
    {
        Settings = settings;
        for (var channel = 0; channel < Channels; channel++)
        {
            var (mean, std) = (settings.Mean[channel], settings.Std[channel]);
            _values[channel] = [.. Enumerable.Range(0, 256).Select(x => (float)(((x / 255.0) - mean) / std))];
        }
    }

    /// <summary>The settings that the front-end was made for.</summary>
    public VideoSettings Settings { get; }

    /// <summary>Values that one frame has in the video graph's input.</summary>
    public int FrameValues => Channels * Settings.Width * Settings.Height;

    /// <summary>Writes a clip's frames and fills what is left of the destination with runs of zeros.</summary>
    /// <param name="clip">A clip of the settings' size with at least one frame.</param>
    /// <param name="destination">Room for whole runs, at least as many as the clip has tokens.</param>
    public void Write(FrameClip clip, Span<float> destination)
    {
        var pixels = clip.Pixels.Span;
        var frameBytes = FrameValues;
        for (var frame = 0; frame < clip.Count; frame++)
            WriteFrame(pixels.Slice(frame * frameBytes, frameBytes), destination.Slice(frame * FrameValues, FrameValues));
        var whole = Settings.TokenCount(clip.Count) * Settings.FramesPerToken;
        var last = destination.Slice((clip.Count - 1) * FrameValues, FrameValues);
        for (var frame = clip.Count; frame < whole; frame++)
            last.CopyTo(destination[(frame * FrameValues)..]);
        destination[(whole * FrameValues)..].Clear();
    }

    private void WriteFrame(ReadOnlySpan<byte> pixels, Span<float> planes)
    {
        var plane = planes.Length / Channels;
        var red = planes[..plane];
        var green = planes.Slice(plane, plane);
        var blue = planes[(2 * plane)..];
        var (reds, greens, blues) = (_values[0], _values[1], _values[2]);
        for (var i = 0; i < red.Length; i++)
        {
            red[i] = reds[pixels[3 * i]];
            green[i] = greens[pixels[(3 * i) + 1]];
            blue[i] = blues[pixels[(3 * i) + 2]];
        }
    }
}
