using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Text;

/// <summary>
/// The graph of a text package: ids, mask and perhaps types of tokens to a vector a token. The length of a row counts
/// tokens.
/// </summary>
internal static class TextGraph
{
    /// <summary>Its name within the package.</summary>
    public const string Name = "text";

    /// <summary>The input of the ids.</summary>
    public const int Ids = 0;

    /// <summary>The input that is 1 where a token is.</summary>
    public const int Mask = 1;

    /// <summary>The input of the types, all 0, where the graph has it.</summary>
    public const int Types = 2;

    private static readonly string[] Inputs = ["input_ids", "attention_mask", "token_type_ids"];

    /// <summary>The names of the inputs.</summary>
    public static IReadOnlyList<string> InputsOf(bool tokenTypes) => tokenTypes ? Inputs : Inputs[..2];

    /// <summary>The graph as the platform opens it.</summary>
    public static PackageGraph Describe(TextManifest manifest)
    {
        var (inputs, size) = (InputsOf(manifest.TokenTypes), manifest.EmbeddingSize);
        var signature = new GraphSignature(
            [.. inputs.Select(input => new OnnxTensor(input, OnnxTensor.Int64, [null, null]))],
            [new OnnxTensor(manifest.Output, OnnxTensor.Float, [null, null, size])])
        {
            LeastOpset = HubOpsets.Least,
            MostOpset = HubOpsets.Most,
            MoreOutputs = true,
        };
        var layout = new GraphLayout(
            [.. inputs.Select(input => new GraphInput(input, TensorType.Int64, tokens => [tokens]))],
            [new GraphOutput(manifest.Output, tokens => [tokens, size])],
            Pads: !manifest.Alone)
        {
            MostRows = manifest.Alone ? 1 : int.MaxValue,
        };
        return new PackageGraph(Name, manifest.Graph, signature, layout);
    }
}
