using Triad.Inference.Onnx;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds;

/// <summary>A graph of a package.</summary>
/// <param name="Name">Its name within the package, by which the kind finds it again; it is in logs and instruments too.</param>
/// <param name="File">The ONNX file.</param>
/// <param name="Signature">What the file must declare.</param>
/// <param name="Layout">How rows become batches of it.</param>
internal sealed record PackageGraph(string Name, string File, GraphSignature Signature, GraphLayout Layout)
{
    /// <summary>Makes of the opened graph a step of the scheduler; another one where the rows of a batch differ in more than one length.</summary>
    public Func<IBatchGraph, IBatchStage> Stage { get; init; } = graph => new GraphStage(graph);

    /// <summary>True where it is opened, and its weights are read, once the first row has to go through it.</summary>
    public bool IsOpenedLater { get; init; }
}
