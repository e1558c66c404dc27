using Triad.Core.LongInput;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>One thing to embed: text, frames, sound, or several of them that belong together.</summary>
/// <param name="Weight">Greater than 0; how much the part counts beside the others of its item.</param>
/// <param name="Text">Text, or null.</param>
/// <param name="Frames">Frames at the model's rate and size, or null. A still picture is one frame.</param>
/// <param name="Audio">Sound at the model's sample rate, or null.</param>
public sealed record EmbedPart(float Weight, string? Text, FrameClip? Frames, AudioClip? Audio)
{
    /// <summary>Tokens that the model made before, as <see cref="ItemEmbedding.Tokens"/> returned them: they go into the pass as they are.</summary>
    public IReadOnlyList<TokenRun> Tokens { get; init; } = [];

    /// <summary>Which modalities the part has.</summary>
    public Modalities Mask =>
        (Text is null ? Modalities.None : Modalities.Text)
        | (Frames is null ? Modalities.None : Modalities.Video)
        | (Audio is null ? Modalities.None : Modalities.Audio)
        | Tokens.Aggregate(Modalities.None, (mask, run) => mask | run.Modality);
}
