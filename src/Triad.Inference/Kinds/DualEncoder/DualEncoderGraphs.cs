using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>
/// The graphs as the platform opens them. The length of a text's row counts ids; that of a picture and of a window of sound is 1.
/// </summary>
internal static class DualEncoderGraphs
{
    /// <summary>The graph of pictures.</summary>
    public const string Vision = "video";

    /// <summary>The graph of sound.</summary>
    public const string Hearing = "audio";

    /// <summary>The graph of texts.</summary>
    public const string Text = "text";

    /// <summary>The head over a clip's frames.</summary>
    public const string Temporal = "temporal";

    /// <summary>The head that compares a text with a clip's frames.</summary>
    public const string Rerank = "rerank";

    /// <summary>The input of pixels, features, ids or frames' vectors.</summary>
    public const int Content = 0;

    /// <summary>The text graph's mask, where it has one.</summary>
    public const int Mask = 1;

    private const int TrialIds = 4;

    /// <summary>All graphs of a package.</summary>
    public static IReadOnlyList<PackageGraph> Describe(DualEncoderManifest manifest) =>
    [
        .. manifest.Vision is null ? [] : (PackageGraph[])[DescribeVision(manifest)],
        .. manifest.Hearing is null ? [] : (PackageGraph[])[DescribeHearing(manifest)],
        DescribeText(manifest),
        .. manifest.Temporal is { } head ? (PackageGraph[])[DescribeTemporal(head, manifest.EmbeddingSize)] : [],
        .. manifest.Rerank is { } tight ? (PackageGraph[])[DescribeRerank(tight, manifest.EmbeddingSize)] : [],
    ];

    /// <summary>The graph of pictures.</summary>
    public static PackageGraph DescribeVision(DualEncoderManifest manifest) =>
        DescribeMedia(Vision, manifest.Vision!, manifest, [3, manifest.Pictures!.Height, manifest.Pictures.Width]);

    /// <summary>The graph of sound.</summary>
    public static PackageGraph DescribeHearing(DualEncoderManifest manifest) =>
        DescribeMedia(Hearing, manifest.Hearing!, manifest, [.. manifest.Sound!.Shape]);

    /// <summary>The graph of texts.</summary>
    public static PackageGraph DescribeText(DualEncoderManifest manifest)
    {
        var (tower, inputs) = (manifest.Text, manifest.TextInputs);
        var type = inputs.Type == TensorType.Int32 ? OnnxTensor.Int32 : OnnxTensor.Int64;
        string[] names = inputs.Mask is { } mask ? [tower.Input, mask] : [tower.Input];
        var signature = Signature([.. names.Select(name => new OnnxTensor(name, type, [Rows(tower), inputs.Length]))], manifest, tower);

        // Not every graph has a mask, so that texts of one length alone share a batch.
        var layout = new GraphLayout([.. names.Select(name => new GraphInput(name, inputs.Type, ids => [ids]))],
            [Vector(manifest, tower)], Pads: false)
        {
            MostRows = tower.MostRows,
            TrialLength = inputs.Length ?? TrialIds,
        };
        return new PackageGraph(Text, tower.File, signature, layout);
    }

    /// <summary>A head over a clip's frames: only clips of one length share a batch, since it has no mask.</summary>
    public static PackageGraph DescribeTemporal(FrameHead head, int size)
    {
        const string Frames = "frames", Vector = "video_embeds";
        var signature = new GraphSignature(
            [new OnnxTensor(Frames, OnnxTensor.Float, [null, null, size])], [new OnnxTensor(Vector, OnnxTensor.Float, [null, size])])
        {
            LeastOpset = HubOpsets.Least,
            MostOpset = HubOpsets.Most,
        };
        var layout = new GraphLayout(
            [new GraphInput(Frames, TensorType.Float32, frames => [frames, size])], [new GraphOutput(Vector, _ => [size])], Pads: false)
        {
            TrialLength = head.MaxFrames,
        };
        return new PackageGraph(Temporal, head.File, signature, layout);
    }

    /// <summary>The head that compares a text with a clip's frames.</summary>
    public static PackageGraph DescribeRerank(FrameHead head, int size)
    {
        const string Text = "text", Frames = "frames", Similarity = "similarity";
        var signature = new GraphSignature(
            [new OnnxTensor(Text, OnnxTensor.Float, [null, size]), new OnnxTensor(Frames, OnnxTensor.Float, [null, null, size])],
            [new OnnxTensor(Similarity, OnnxTensor.Float, [null, 1])])
        {
            LeastOpset = HubOpsets.Least,
            MostOpset = HubOpsets.Most,
        };
        var layout = new GraphLayout(
            [new GraphInput(Text, TensorType.Float32, _ => [size]), new GraphInput(Frames, TensorType.Float32, frames => [frames, size])],
            [new GraphOutput(Similarity, _ => [1])],
            Pads: false)
        {
            TrialLength = head.MaxFrames,
        };
        return new PackageGraph(Rerank, head.File, signature, layout);
    }

    private static PackageGraph DescribeMedia(string name, TowerGraph tower, DualEncoderManifest manifest, long[] shape)
    {
        var signature = Signature([new OnnxTensor(tower.Input, OnnxTensor.Float, [Rows(tower), .. shape])], manifest, tower);
        var layout = new GraphLayout([new GraphInput(tower.Input, TensorType.Float32, _ => shape)], [Vector(manifest, tower)], Pads: false)
        {
            MostRows = tower.MostRows,
            TrialLength = 1,
        };
        return new PackageGraph(name, tower.File, signature, layout);
    }

    private static GraphSignature Signature(IReadOnlyList<OnnxTensor> inputs, DualEncoderManifest manifest, TowerGraph tower) =>
        new(inputs, [new OnnxTensor(tower.Output, OnnxTensor.Float, [Rows(tower), manifest.EmbeddingSize])])
        {
            LeastOpset = HubOpsets.Least,
            MostOpset = HubOpsets.Most,
            MoreOutputs = true,
        };

    private static GraphOutput Vector(DualEncoderManifest manifest, TowerGraph tower) => new(tower.Output, _ => [manifest.EmbeddingSize]);

    private static long? Rows(TowerGraph tower) => tower.Batch == BatchRule.One ? 1 : null;
}
