using Triad.Core.Media;
using Triad.Core.Modality;
using Triad.Inference.Kinds.Remote.Media;

namespace Triad.Inference.Kinds.Remote;

/// <summary>
/// A text, a picture, a clip or a sound that goes to an endpoint. Files are written when they are sent: until then the decoded media are
/// shared.
/// </summary>
internal sealed record RemoteContent
{
    private RemoteContent(Modalities modality) => Modality = modality;

    /// <summary>Of what it is.</summary>
    public Modalities Modality { get; }

    /// <summary>The text, with what stands before it; null for media.</summary>
    public string? Text { get; private init; }

    /// <summary>The sound, or null.</summary>
    public AudioClip? Sound { get; private init; }

    /// <summary>The clip whose frames are shown, or null.</summary>
    public FrameClip? Clip { get; private init; }

    /// <summary>Which frames of the clip.</summary>
    public IReadOnlyList<int> Frames { get; private init; } = [];

    /// <summary>Frames a second of a clip that goes as a video; 0 for a picture.</summary>
    public double FrameRate { get; private init; }

    /// <summary>True for a clip that goes as a video file.</summary>
    public bool IsVideo => FrameRate > 0;

    /// <summary>What it is, for people.</summary>
    public string Shown => (Text, Sound, Clip) switch
    {
        ({ } text, _, _) => text,
        (_, { } sound, _) => $"a sound of {sound.Samples.Length} samples",
        (_, _, { } clip) => $"{(IsVideo ? $"{Frames.Count} frames" : $"frame {Frames[0]} of {clip.Count}")}, {clip.Width}x{clip.Height}",
        _ => "",
    };

    /// <summary>A text.</summary>
    public static RemoteContent Of(string text) => new(Modalities.Text) { Text = text };

    /// <summary>A sound.</summary>
    public static RemoteContent Of(AudioClip sound) => new(Modalities.Audio) { Sound = sound };

    /// <summary>A frame as a picture.</summary>
    public static RemoteContent Picture(FrameClip clip, int frame) => new(Modalities.Video) { Clip = clip, Frames = [frame] };

    /// <summary>Frames as a video.</summary>
    public static RemoteContent Video(FrameClip clip, IReadOnlyList<int> frames, double rate) =>
        new(Modalities.Video) { Clip = clip, Frames = frames, FrameRate = rate };

    /// <summary>The file of a picture, a video or a sound.</summary>
    public byte[] ToFile()
    {
        if (Sound is { } sound)
            return WavWriter.Write(sound.Samples.Span, sound.SampleRate);
        if (Clip is not { } clip)
            throw new InvalidOperationException("A text is no file.");
        if (IsVideo)
            return AviWriter.Write(clip, Frames, FrameRate);
        var bytes = clip.Width * clip.Height * 3;
        return PngWriter.Write(clip.Pixels.Span.Slice(Frames[0] * bytes, bytes), clip.Width, clip.Height);
    }
}
