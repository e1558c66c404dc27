using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.DualEncoder;

/// <summary>The two graphs as the platform opens them. The length of a text's row counts ids; a picture's is 1.</summary>
internal static class DualEncoderGraphs
{
    /// <summary>The graph of pictures.</summary>
    public const string Vision = "video";

    /// <summary>The graph of texts.</summary>
    public const string Text = "text";

    /// <summary>The input of pixels or ids.</summary>
    public const int Content = 0;

    /// <summary>The text graph's mask, where it has one.</summary>
    public const int Mask = 1;

    private const int TrialIds = 4;

    /// <summary>The graph of pictures.</summary>
    public static PackageGraph DescribeVision(DualEncoderManifest manifest)
    {
        var (tower, pictures) = (manifest.Vision, manifest.Pictures!);
        long[] shape = [3, pictures.Height, pictures.Width];
        var signature = Signature([new OnnxTensor(tower.Input, OnnxTensor.Float, [Rows(tower), .. shape])], manifest, tower);
        var layout = new GraphLayout([new GraphInput(tower.Input, TensorType.Float32, _ => shape)], [Vector(manifest, tower)], Pads: false)
        {
            MostRows = tower.MostRows,
            TrialLength = 1,
        };
        return new PackageGraph(Vision, tower.File, signature, layout);
    }

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
