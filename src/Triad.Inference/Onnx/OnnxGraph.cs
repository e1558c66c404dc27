using Microsoft.ML.OnnxRuntime;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Onnx;

/// <summary>A graph in ONNX Runtime. It reads and writes the batch's pooled memory in place.</summary>
internal sealed class OnnxGraph(string name, GraphLayout layout, InferenceSession session, IDisposable? lease = null) : IBatchGraph
{
    private readonly RunOptions _runOptions = new();
    private readonly string[] _inputs = [.. layout.Inputs.Select(input => input.Name)];
    private readonly string[] _outputs = [.. layout.Outputs.Select(output => output.Name)];

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public GraphLayout Layout => layout;

    /// <inheritdoc/>
    public void Run(BatchBuffers batch)
    {
        var values = new List<OrtValue>(_inputs.Length + _outputs.Length);
        try
        {
            foreach (var tensor in batch.Inputs.Concat(batch.Outputs))
                values.Add(Wrap(tensor));
            session.Run(_runOptions, _inputs, values[.._inputs.Length], _outputs, values[_inputs.Length..]);
        }
        finally
        {
            foreach (var value in values)
                value.Dispose();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        (lease ?? session).Dispose();
        _runOptions.Dispose();
    }

    private static OrtValue Wrap(IBatchTensor tensor) => tensor switch
    {
        BatchTensor<float> floats => Wrap(floats),
        BatchTensor<long> integers => Wrap(integers),
        BatchTensor<int> integers => Wrap(integers),
        BatchTensor<bool> truths => Wrap(truths),
        _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor, null),
    };

    private static OrtValue Wrap<T>(BatchTensor<T> tensor)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, tensor.All, tensor.Shape);
}
