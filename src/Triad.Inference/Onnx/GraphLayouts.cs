using Triad.Inference.Packages;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Onnx;

/// <summary>
/// How rows become batches of a package's graphs. The length of a row counts words (text), tokens (video: runs of frames), multiples of
/// the padding (audio) or tokens (fusion).
/// </summary>
internal static class GraphLayouts
{
    /// <summary>The input of the text, video and audio graph.</summary>
    public const int Content = 0;

    /// <summary>The fusion graph's tokens.</summary>
    public const int Tokens = 0;

    /// <summary>The fusion graph's mask.</summary>
    public const int Mask = 1;

    /// <summary>The fusion graph's pooling weights.</summary>
    public const int Pool = 2;

    /// <summary>Modalities in the order of the fusion graph's rows: t, v, a.</summary>
    public const int Modalities = 3;

    /// <summary>The layout of a graph.</summary>
    public static GraphLayout Of(GraphRole role, ModelManifest manifest) => role switch
    {
        GraphRole.Text when manifest.TextFeatures is { } size => Features(size, manifest.TokenSize),
        GraphRole.Video when manifest.VideoFeatures is { } size => Features(size, manifest.TokenSize),
        GraphRole.Text => Text(manifest.Text!, manifest.TokenSize),
        GraphRole.Video => Video(manifest.Video!, manifest.TokenSize),
        GraphRole.Audio => Audio(manifest.Audio!, manifest.TokenSize),
        GraphRole.Fusion => Fusion(manifest),
        _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
    };

    private static GraphLayout Features(int size, int tokenSize) => new(
        [new GraphInput("features", false, tokens => [tokens, size])], "tokens", tokens => [tokens, tokenSize], Pads: true);

    private static GraphLayout Text(TextSettings text, int tokenSize) => new(
        [new GraphInput("ids", true, words => [words, text.MaxGrams])], "tokens", words => [words, tokenSize], Pads: true);

    private static GraphLayout Video(VideoSettings video, int tokenSize) => new(
        [new GraphInput("frames", false, runs => [runs * video.FramesPerToken, 3, video.Height, video.Width])],
        "tokens",
        runs => [runs, tokenSize],
        Pads: true);

    // Convolutions and norms let padding reach valid tokens: the padded length is part of the input, so only equals share a batch.
    private static GraphLayout Audio(AudioSettings audio, int tokenSize) => new(
        [new GraphInput("mel", false, multiples => [audio.MelBins, multiples * audio.PadMultiple])],
        "tokens",
        multiples => [multiples * audio.PadMultiple / audio.MelFramesPerToken, tokenSize],
        Pads: false);

    private static GraphLayout Fusion(ModelManifest manifest) => new(
        [
            new GraphInput("tokens", false, tokens => [tokens, manifest.TokenSize]),
            new GraphInput("mask", false, tokens => [tokens]),
            new GraphInput("pool", false, tokens => [Modalities, tokens]),
        ],
        "projected",
        _ => [Modalities, manifest.EmbeddingSize],
        Pads: true);
}
