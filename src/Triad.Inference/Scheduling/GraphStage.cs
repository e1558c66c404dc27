namespace Triad.Inference.Scheduling;

/// <summary>A graph as a step of the scheduler: rows lie one beside the other in its tensors.</summary>
internal sealed class GraphStage(IBatchGraph graph) : IBatchStage
{
    /// <inheritdoc/>
    public string Name => graph.Name;

    /// <inheritdoc/>
    public int MostRows => graph.Layout.MostRows;

    /// <inheritdoc/>
    public int LengthOf(StageWork work) => graph.Layout.BucketOf(work.Length);

    /// <inheritdoc/>
    public long BytesOf(int length) => graph.Layout.BytesOf(length);

    /// <inheritdoc/>
    public float[][] Run(IReadOnlyList<StageWork> rows, int length)
    {
        using var buffers = new BatchBuffers(graph.Layout, rows.Count, length);
        for (var row = 0; row < rows.Count; row++)
            ((GraphWork)rows[row]).Fill(buffers, row);
        graph.Run(buffers);
        return [.. rows.Select((work, row) => ((GraphWork)work).Take(buffers, row))];
    }

    /// <inheritdoc/>
    public void Dispose() => graph.Dispose();
}
