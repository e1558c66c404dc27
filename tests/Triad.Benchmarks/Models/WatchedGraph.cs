using Triad.Inference.Scheduling;

namespace Triad.Benchmarks.Models;

/// <summary>A graph whose batches are shown to a tape.</summary>
internal sealed class WatchedGraph(IBatchGraph graph, string file, GraphTape tape) : IBatchGraph
{
    public string Name => graph.Name;

    public GraphLayout Layout => graph.Layout;

    public void Run(BatchBuffers batch)
    {
        graph.Run(batch);
        tape.Saw(graph, file, batch);
    }

    public void Dispose() => graph.Dispose();
}
