using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Staged;

/// <summary>One of the vectors that the model makes.</summary>
/// <param name="Name">Its name: what is stored, or what asks.</param>
/// <param name="Mask">What it is made of.</param>
/// <param name="Stage">The graph that gives it.</param>
/// <param name="Output">The output of that graph.</param>
internal sealed record StagedHead(string Name, Modalities Mask, string Stage, string Output)
{
    private const Modalities TextAudio = Modalities.Text | Modalities.Audio;
    private const Modalities TextVideo = Modalities.Text | Modalities.Video;

    /// <summary>Sound: stored, and asks pictures.</summary>
    public static StagedHead Audio { get; } = new("audio", Modalities.Audio, StagedGraphs.Audio, "audio_embeds");

    /// <summary>Pictures: stored, and ask sound.</summary>
    public static StagedHead Video { get; } = new("video", Modalities.Video, StagedGraphs.Video, "video_embeds");

    /// <summary>Sound and pictures together: stored.</summary>
    public static StagedHead AudioVideo { get; } = new("audio_video", Modalities.Audio | Modalities.Video, StagedGraphs.AudioVideo, "audio_video_embeds");

    /// <summary>A text that asks sound.</summary>
    public static StagedHead TextForAudio { get; } = new("text_audio", Modalities.Text, StagedGraphs.Text, "text_audio_embeds");

    /// <summary>A text that asks pictures.</summary>
    public static StagedHead TextForVideo { get; } = new("text_video", Modalities.Text, StagedGraphs.Text, "text_video_embeds");

    /// <summary>A text that asks both together.</summary>
    public static StagedHead TextForBoth { get; } = new("text_audio_video", Modalities.Text, StagedGraphs.Text, "text_audio_video_embeds");

    /// <summary>A text with sound, which asks pictures.</summary>
    public static StagedHead AudioPlusText { get; } = new("audio_plus_text", TextAudio, StagedGraphs.AudioPlusText, "audio_plus_text_embeds");

    /// <summary>A text with pictures, which asks sound.</summary>
    public static StagedHead VideoPlusText { get; } = new("video_plus_text", TextVideo, StagedGraphs.VideoPlusText, "video_plus_text_embeds");

    /// <summary>The heads of a text, in the order in which the text graph's outputs are taken.</summary>
    public static IReadOnlyList<StagedHead> OfText { get; } = [TextForAudio, TextForVideo, TextForBoth];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<StagedHead> All { get; } =
        [Audio, Video, AudioVideo, .. OfText, AudioPlusText, VideoPlusText];

    /// <summary>The head of a name.</summary>
    public static StagedHead Of(string name) => All.First(head => head.Name == name);
}
