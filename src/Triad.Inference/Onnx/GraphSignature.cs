using Triad.Inference.Packages;

namespace Triad.Inference.Onnx;

/// <summary>The inputs and the output that a graph must have, by docs/model-package.md.</summary>
/// <param name="Inputs">In the order in which batches fill them.</param>
/// <param name="Output">The one output.</param>
internal sealed record GraphSignature(IReadOnlyList<OnnxTensor> Inputs, OnnxTensor Output)
{
    /// <summary>The signature of a graph of a package.</summary>
    public static GraphSignature Of(GraphRole role, ModelManifest manifest)
    {
        var tokens = Float("tokens", null, null, manifest.TokenSize);
        return role switch
        {
            GraphRole.Text when manifest.TextFeatures is { } size => new([Float("features", null, null, size)], tokens),
            GraphRole.Video when manifest.VideoFeatures is { } size => new([Float("features", null, null, size)], tokens),
            GraphRole.Text => new([new OnnxTensor("ids", OnnxTensor.Int64, [null, null, manifest.Text!.MaxGrams])], tokens),
            GraphRole.Video => new([Float("frames", null, null, 3, manifest.Video!.Height, manifest.Video.Width)], tokens),
            GraphRole.Audio => new([Float("mel", null, manifest.Audio!.MelBins, null)], tokens),
            GraphRole.Fusion => new(
                [tokens, Float("mask", null, null), Float("pool", null, 3, null)],
                Float("projected", null, 3, manifest.EmbeddingSize)),
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, null),
        };
    }

    private static OnnxTensor Float(string name, params long?[] dimensions) => new(name, OnnxTensor.Float, dimensions);
}
