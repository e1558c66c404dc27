using Triad.Core.Media;
using Triad.Inference.Embedding;
using Triad.Inference.Pictures;

namespace Triad.Inference.Frames;

/// <summary>
/// Turns decoded rgb24 frames into the video graph's input, (x/255 - mean) / std, plane by plane, in runs that become one token each.
/// The last run is completed by repeating its last frame; a still picture is one run of the same frame. Thread-safe.
/// </summary>
internal sealed class FrameFrontEnd
{
    private const int Channels = 3;
    private readonly ChannelTables _tables;

    /// <summary>Prepares the normalisation.</summary>
    /// <param name="settings">Validated settings.</param>
    public FrameFrontEnd(VideoSettings settings)
    {
        Settings = settings;
        _tables = new ChannelTables(x => x / 255.0, settings.Mean, settings.Std);
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
        using var timed = PreparationInstruments.Pixels();
        var pixels = clip.Pixels.Span;
        var frameBytes = FrameValues;
        for (var frame = 0; frame < clip.Count; frame++)
            _tables.Write(pixels.Slice(frame * frameBytes, frameBytes), destination.Slice(frame * FrameValues, FrameValues));
        var whole = Settings.TokenCount(clip.Count) * Settings.FramesPerToken;
        var last = destination.Slice((clip.Count - 1) * FrameValues, FrameValues);
        for (var frame = clip.Count; frame < whole; frame++)
            last.CopyTo(destination[(frame * FrameValues)..]);
        destination[(whole * FrameValues)..].Clear();
    }
}
