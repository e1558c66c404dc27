using Triad.Inference.Kinds.Fusion;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Tests.Fixtures;

/// <summary>A package's graph that notes what it was run on.</summary>
internal sealed class WatchedGraph(IBatchGraph graph) : IBatchGraph
{
    private readonly List<(int Rows, int Length, float[] Masks)> _batches = [];

    public string Name => graph.Name;

    public GraphLayout Layout => graph.Layout;

    /// <summary>The batches so far: rows, padded length, and tokens of each row where the graph has a mask.</summary>
    public IReadOnlyList<(int Rows, int Length, float[] Masks)> Batches
    {
        get
        {
            lock (_batches)
                return [.. _batches];
        }
    }

    public void Run(BatchBuffers batch)
    {
        float[] masks = graph.Layout.Inputs.Count > 1
            ? [.. Enumerable.Range(0, batch.Rows).Select(row => batch.Floats(FusionGraphs.Mask, row).ToArray().Sum())]
            : [];
        lock (_batches)
            _batches.Add((batch.Rows, batch.Length, masks));
        graph.Run(batch);
    }

    public void Dispose() => graph.Dispose();
}
