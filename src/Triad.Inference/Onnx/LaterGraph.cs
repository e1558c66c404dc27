using Triad.Inference.Scheduling;

namespace Triad.Inference.Onnx;

/// <summary>
/// A graph that is opened by its first batch: what nobody asks for takes no memory. One that cannot be opened is tried again by the next
/// batch.
/// </summary>
internal sealed class LaterGraph(string name, GraphLayout layout, Func<IBatchGraph> open) : IBatchGraph
{
    private readonly Lock _lock = new();
    private IBatchGraph? _graph;

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public GraphLayout Layout => layout;

    /// <summary>True once it was opened.</summary>
    public bool IsOpen => Volatile.Read(ref _graph) is not null;

    /// <inheritdoc/>
    public void Run(BatchBuffers batch) => Opened().Run(batch);

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
            _graph?.Dispose();
    }

    private IBatchGraph Opened()
    {
        if (Volatile.Read(ref _graph) is { } ready)
            return ready;
        lock (_lock)
        {
            var opened = _graph ?? open();
            Volatile.Write(ref _graph, opened);
            return opened;
        }
    }
}
