namespace Triad.Inference.Scheduling;

/// <summary>A graph that a backend runs on whole batches. Thread-safe: several batches may run at once.</summary>
internal interface IBatchGraph : IDisposable
{
    /// <summary>Package and graph, as logs and instruments name it.</summary>
    string Name { get; }

    /// <summary>How rows become a batch.</summary>
    GraphLayout Layout { get; }

    /// <summary>Runs a filled batch and writes its output.</summary>
    void Run(BatchBuffers batch);
}
