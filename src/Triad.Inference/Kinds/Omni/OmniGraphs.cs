using Triad.Core.Modality;
using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Omni;

/// <summary>
/// The graphs as the platform opens them. The length of a picture's row counts soft tokens, a sound's mel frames, an item's ids. Encoders
/// are opened once something has to go through them.
/// </summary>
internal static class OmniGraphs
{
    /// <summary>The encoders' first input.</summary>
    public const int Content = 0;

    /// <summary>The picture encoder's places of patches; the sound encoder's mask.</summary>
    public const int Places = 1;

    /// <summary>The text graph's input of ids.</summary>
    public const int Ids = 0;

    /// <summary>The text graph's input that is 1 where an id is.</summary>
    public const int Mask = 1;

    /// <summary>The text graph's inputs of ids.</summary>
    public static readonly string[] TextInputs = ["input_ids", "attention_mask"];

    /// <summary>The text graph's inputs of soft tokens, in the order of <see cref="SoftTokenKind"/>.</summary>
    public static readonly string[] SoftInputs = ["image_features", "video_features", "audio_features"];

    /// <summary>The picture encoder's inputs.</summary>
    public static readonly string[] PictureInputs = ["pixel_values", "pixel_position_ids"];

    /// <summary>The sound encoder's inputs.</summary>
    public static readonly string[] SoundInputs = ["input_features", "input_features_mask"];

    // Mel frames of a soft token.
    private const int FramesPerToken = 4;
    private const int TrialFrames = 4 * FramesPerToken;
    private const string Vector = "sentence_embedding";

    /// <summary>The name of a graph within the package.</summary>
    public static string NameOf(Modalities modality) => modality switch
    {
        Modalities.Text => "text",
        Modalities.Video => "video",
        Modalities.Audio => "audio",
        _ => throw new ArgumentOutOfRangeException(nameof(modality), modality, null),
    };

    /// <summary>Soft tokens of a sound of some mel frames.</summary>
    public static int SoundTokens(int frames) => (frames + FramesPerToken - 1) / FramesPerToken;

    /// <summary>Mel frames that become so many soft tokens.</summary>
    public static int SoundFrames(int tokens) => tokens * FramesPerToken;

    /// <summary>A graph as the platform opens it.</summary>
    public static PackageGraph Describe(Modalities modality, OmniManifest manifest) => modality switch
    {
        Modalities.Video => Pictures(manifest),
        Modalities.Audio => Sound(manifest),
        _ => Text(manifest),
    };

    private static PackageGraph Pictures(OmniManifest manifest)
    {
        var (graph, patches, size) = (manifest.Graphs[Modalities.Video], manifest.Pictures!.Patches, manifest.Tokens.Size);
        var pooled = patches.PatchesPerToken;
        var signature = Signature(
            [
                new OnnxTensor(PictureInputs[Content], OnnxTensor.Float, [null, null, patches.PatchValues]),
                new OnnxTensor(PictureInputs[Places], OnnxTensor.Int64, [null, null, 2]),
            ],
            new OnnxTensor(SoftInputs[(int)SoftTokenKind.Picture], OnnxTensor.Float, [null, size]));
        var layout = new GraphLayout(
            [
                new GraphInput(PictureInputs[Content], TensorType.Float32, tokens => [tokens * pooled, patches.PatchValues]),
                new GraphInput(PictureInputs[Places], TensorType.Int64, tokens => [tokens * pooled, 2]),
            ],
            [new GraphOutput(SoftInputs[(int)SoftTokenKind.Picture], tokens => [tokens, size]) { Flat = true }],
            Pads: false)
        {
            MostRows = RowsOf(graph),
            TrialLength = 1,
        };
        return new PackageGraph(NameOf(Modalities.Video), graph.File, signature, layout) { IsOpenedLater = true };
    }

    private static PackageGraph Sound(OmniManifest manifest)
    {
        var (graph, bins, size) = (manifest.Graphs[Modalities.Audio], manifest.Sound!.MelBins, manifest.Tokens.Size);
        var signature = Signature(
            [
                new OnnxTensor(SoundInputs[Content], OnnxTensor.Float, [null, null, bins]),
                new OnnxTensor(SoundInputs[Places], OnnxTensor.Bool, [null, null]),
            ],
            new OnnxTensor(SoftInputs[(int)SoftTokenKind.Sound], OnnxTensor.Float, [null, size]));
        var layout = new GraphLayout(
            [
                new GraphInput(SoundInputs[Content], TensorType.Float32, frames => [frames, bins]),
                new GraphInput(SoundInputs[Places], TensorType.Bool, frames => [frames]),
            ],
            [new GraphOutput(SoftInputs[(int)SoftTokenKind.Sound], frames => [SoundTokens(frames), size]) { Flat = true }],
            Pads: false)
        {
            MostRows = RowsOf(graph),
            TrialLength = TrialFrames,
        };
        return new PackageGraph(NameOf(Modalities.Audio), graph.File, signature, layout) { IsOpenedLater = true };
    }

    private static PackageGraph Text(OmniManifest manifest)
    {
        var (graph, size, numbers) = (manifest.Graphs[Modalities.Text], manifest.Tokens.Size, manifest.EmbeddingSize);
        var signature = Signature(
            [
                .. TextInputs.Select(name => new OnnxTensor(name, OnnxTensor.Int64, [null, null])),
                .. SoftInputs.Select(name => new OnnxTensor(name, OnnxTensor.Float, [null, size])),
            ],
            new OnnxTensor(Vector, OnnxTensor.Float, [null, numbers]));
        var layout = new GraphLayout(
            [
                .. TextInputs.Select(name => new GraphInput(name, TensorType.Int64, ids => [ids])),
                .. SoftInputs.Select(name => new GraphInput(name, TensorType.Float32, _ => [0, size]) { Flat = true }),
            ],
            [new GraphOutput(Vector, _ => [numbers])],
            Pads: !graph.Alone)
        {
            MostRows = RowsOf(graph),
        };
        return new PackageGraph(NameOf(Modalities.Text), graph.File, signature, layout)
        {
            Stage = opened => new OmniTextStage(opened, manifest.Tokens),
        };
    }

    private static GraphSignature Signature(IReadOnlyList<OnnxTensor> inputs, OnnxTensor output) => new(inputs, [output])
    {
        LeastOpset = HubOpsets.Least,
        MostOpset = HubOpsets.Most,
        MoreOutputs = true,
    };

    private static int RowsOf(OmniGraph graph) => graph.Alone ? 1 : int.MaxValue;
}
