using Triad.Inference.Frames;
using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;
using Triad.Inference.Sound;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>
/// What the graphs of a fusion package take and give, and how rows become batches of them. The length of a row counts words (text), tokens
/// (video: runs of frames), multiples of the padding (audio) or tokens (fusion).
/// </summary>
internal static class FusionGraphs
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

    /// <summary>The name of a graph in model.json.</summary>
    public static string NameOf(FusionGraph graph) => graph switch
    {
        FusionGraph.Text => "text",
        FusionGraph.Video => "video",
        FusionGraph.Audio => "audio",
        FusionGraph.Fusion => "fusion",
        _ => throw new ArgumentOutOfRangeException(nameof(graph), graph, null),
    };

    /// <summary>A graph as the platform opens it.</summary>
    public static PackageGraph Describe(FusionGraph graph, FusionManifest manifest) =>
        new(NameOf(graph), manifest.Graphs[graph], SignatureOf(graph, manifest), LayoutOf(graph, manifest));

    /// <summary>How rows become batches of a graph.</summary>
    public static GraphLayout LayoutOf(FusionGraph graph, FusionManifest manifest) => graph switch
    {
        FusionGraph.Text when manifest.TextFeatures is { } size => Features(size, manifest.TokenSize),
        FusionGraph.Video when manifest.VideoFeatures is { } size => Features(size, manifest.TokenSize),
        FusionGraph.Text => Text(manifest.Text!.Width, manifest.TokenSize),
        FusionGraph.Video => Video(manifest.Video!, manifest.TokenSize),
        FusionGraph.Audio => Audio(manifest.Audio!, manifest.TokenSize),
        FusionGraph.Fusion => Fusion(manifest),
        _ => throw new ArgumentOutOfRangeException(nameof(graph), graph, null),
    };

    private static GraphSignature SignatureOf(FusionGraph graph, FusionManifest manifest)
    {
        var tokens = Float("tokens", null, null, manifest.TokenSize);
        return graph switch
        {
            FusionGraph.Text when manifest.TextFeatures is { } size => new([Float("features", null, null, size)], [tokens]),
            FusionGraph.Video when manifest.VideoFeatures is { } size => new([Float("features", null, null, size)], [tokens]),
            FusionGraph.Text => new([new OnnxTensor("ids", OnnxTensor.Int64, [null, null, manifest.Text!.Width])], [tokens]),
            FusionGraph.Video => new([Float("frames", null, null, 3, manifest.Video!.Height, manifest.Video.Width)], [tokens]),
            FusionGraph.Audio => new([Float("mel", null, manifest.Audio!.MelBins, null)], [tokens]),
            FusionGraph.Fusion => new(
                [tokens, Float("mask", null, null), Float("pool", null, Modalities, null)],
                [Float("projected", null, Modalities, manifest.EmbeddingSize)]),
            _ => throw new ArgumentOutOfRangeException(nameof(graph), graph, null),
        };
    }

    private static OnnxTensor Float(string name, params long?[] dimensions) => new(name, OnnxTensor.Float, dimensions);

    private static GraphLayout Features(int size, int tokenSize) => new(
        [new GraphInput("features", TensorType.Float32, tokens => [tokens, size])], [new GraphOutput("tokens", tokens => [tokens, tokenSize])], Pads: true);

    private static GraphLayout Text(int width, int tokenSize) => new(
        [new GraphInput("ids", TensorType.Int64, words => [words, width])], [new GraphOutput("tokens", words => [words, tokenSize])], Pads: true);

    private static GraphLayout Video(VideoSettings video, int tokenSize) => new(
        [new GraphInput("frames", TensorType.Float32, runs => [runs * video.FramesPerToken, 3, video.Height, video.Width])],
        [new GraphOutput("tokens", runs => [runs, tokenSize])],
        Pads: true);

    // Convolutions and norms let padding reach valid tokens: the padded length is part of the input, so only equals share a batch.
    private static GraphLayout Audio(AudioSettings audio, int tokenSize) => new(
        [new GraphInput("mel", TensorType.Float32, multiples => [audio.MelBins, multiples * audio.PadMultiple])],
        [new GraphOutput("tokens", multiples => [multiples * audio.PadMultiple / audio.MelFramesPerToken, tokenSize])],
        Pads: false);

    private static GraphLayout Fusion(FusionManifest manifest) => new(
        [
            new GraphInput("tokens", TensorType.Float32, tokens => [tokens, manifest.TokenSize]),
            new GraphInput("mask", TensorType.Float32, tokens => [tokens]),
            new GraphInput("pool", TensorType.Float32, tokens => [Modalities, tokens]),
        ],
        [new GraphOutput("projected", _ => [Modalities, manifest.EmbeddingSize])],
        Pads: true);
}
