namespace Triad.Inference.Scheduling;

/// <summary>A tensor of a batch, of whatever type.</summary>
internal interface IBatchTensor : IDisposable
{
    /// <summary>Its shape, with the batch axis.</summary>
    long[] Shape { get; }
}
