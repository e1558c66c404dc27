namespace Triad.Inference.Scheduling;

/// <summary>
/// A step that rows of many requests go through together: a graph (<see cref="GraphStage"/>), or what a kind makes of one whose tensors are
/// not one row beside the other. Thread-safe: several batches may run at once.
/// </summary>
internal interface IBatchStage : IDisposable
{
    /// <summary>Package and step, as logs and instruments name it.</summary>
    string Name { get; }

    /// <summary>Most rows of a batch, whatever their size.</summary>
    int MostRows { get; }

    /// <summary>The length that a row has in a batch: rows of equal length share one.</summary>
    int LengthOf(StageWork work);

    /// <summary>Bytes that a row of this length takes while it runs: what limits the rows of a batch.</summary>
    long BytesOf(int length);

    /// <summary>Runs rows of equal length.</summary>
    /// <returns>The result of each.</returns>
    float[][] Run(IReadOnlyList<StageWork> rows, int length);
}
