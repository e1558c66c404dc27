using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Classifier;

/// <summary>The graph of a classifier as the platform opens it: a picture, or a window of sound, to a score a class.</summary>
internal static class ClassifierGraph
{
    /// <summary>Its name within the package.</summary>
    public const string Name = "classes";

    /// <summary>Describes it.</summary>
    public static PackageGraph Describe(ClassifierManifest manifest)
    {
        var graph = manifest.Graph;
        long? rows = graph.Batch == BatchRule.One ? 1 : null;
        long[] shape = [.. manifest.RowShape];
        var signature = new GraphSignature(
            [new OnnxTensor(graph.Input, OnnxTensor.Float, [rows, .. shape])],
            [new OnnxTensor(graph.Output, OnnxTensor.Float, [rows, manifest.Classes])])
        {
            LeastOpset = HubOpsets.Least,
            MostOpset = HubOpsets.Most,
            MoreOutputs = true,
        };
        var layout = new GraphLayout(
            [new GraphInput(graph.Input, TensorType.Float32, _ => shape)], [new GraphOutput(graph.Output, _ => [manifest.Classes])],
            Pads: false)
        {
            MostRows = graph.MostRows,
            TrialLength = 1,
        };
        return new PackageGraph(Name, graph.File, signature, layout);
    }
}
