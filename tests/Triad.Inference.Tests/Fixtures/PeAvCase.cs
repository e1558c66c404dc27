using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Media;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>The reference's clips of PE-AV: sound, frames, a text, and what the model's own implementation makes of them.</summary>
internal sealed class PeAvCase(string name)
{
    public const string Family = "pe_av";
    public const int SampleRate = 48_000;

    private string File => $"clips_{name}.npz";

    /// <summary>The names of the representations.</summary>
    public static RepresentationName Audio { get; } = RepresentationName.From("audio");

    public static RepresentationName Video { get; } = RepresentationName.From("video");

    public static RepresentationName AudioVideo { get; } = RepresentationName.From("audio_video");

    public IReadOnlyList<string> Texts { get; } = HubGolden.ReadTexts(Family, $"clips_{name}.npz", "texts");

    public int Count => Texts.Count;

    public AudioClip Sound(int clip)
    {
        var waves = HubGolden.Read<float>(Family, File, "waves");
        var samples = waves.Shape[^1];
        return new AudioClip(waves.Values.AsMemory(clip * samples, samples), SampleRate);
    }

    public FrameClip Frames(int clip)
    {
        var frames = HubGolden.Read<byte>(Family, File, "frames");
        var (count, height, width) = (frames.Shape[1], frames.Shape[2], frames.Shape[3]);
        var bytes = count * height * width * 3;
        return new FrameClip(frames.Values.AsMemory(clip * bytes, bytes), count, width, height);
    }

    /// <summary>The vectors of a head, a row a clip, as they leave the graph.</summary>
    public NpyFile<float> Vectors(string head) => HubGolden.Read<float>(Family, File, $"{head}_embeds");

    /// <summary>The logits of a pair; rows are what its name begins with.</summary>
    public NpyFile<float> Logits(string pair) => HubGolden.Read<float>(Family, File, $"logits_{pair}");

    /// <summary>A clip with sound and frames, to be stored.</summary>
    public EmbedItem Media(int clip) => new([new EmbedPart(1, null, Frames(clip), Sound(clip))], [Audio, Video, AudioVideo]);

    public static EmbedItem Query(RepresentationName asked, params EmbedPart[] parts) => new(parts, [asked]) { Role = EmbedRole.Query };
}
