namespace Triad.Benchmarks.Path;

/// <summary>How bare ONNX Runtime is driven.</summary>
/// <param name="Runners">Batches side by side.</param>
/// <param name="Threads">Threads inside a batch.</param>
/// <param name="Batch">Rows of a batch.</param>
internal sealed record RawSetting(int Runners, int Threads, int Batch);
