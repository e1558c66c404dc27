using Microsoft.ML.OnnxRuntime;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Onnx;

/// <summary>A graph in ONNX Runtime. It reads and writes the batch's pooled memory in place.</summary>
internal sealed class OnnxGraph(string name, GraphLayout layout, InferenceSession session) : IBatchGraph
{
    private readonly RunOptions _runOptions = new();
    private readonly string[] _inputs = [.. layout.Inputs.Select(input => input.Name)];
    private readonly string[] _outputs = [layout.OutputName];

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public GraphLayout Layout => layout;

    /// <inheritdoc/>
    public void Run(BatchBuffers batch)
    {
        var values = new List<OrtValue>(_inputs.Length + 1);
        try
        {
            for (var i = 0; i < _inputs.Length; i++)
                values.Add(
                    layout.Inputs[i].Integer
                        ? Wrap(batch.IntegerTensor(i), batch.ShapeOf(i))
                        : Wrap(batch.FloatTensor(i), batch.ShapeOf(i)));
            values.Add(Wrap(batch.OutputTensor, batch.OutputShape));
            session.Run(_runOptions, _inputs, values[..^1], _outputs, values[^1..]);
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
        session.Dispose();
        _runOptions.Dispose();
    }

    private static OrtValue Wrap<T>(Memory<T> memory, long[] shape)
        where T : unmanaged => OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, memory, shape);
}
