using Microsoft.ML.OnnxRuntime;
using Triad.Inference.Scheduling;

namespace Triad.Benchmarks.Path;

/// <summary>Tensors of one batch, filled once.</summary>
internal sealed class RawBatch : IDisposable
{
    public RawBatch(GraphLayout layout, int rows, int length)
    {
        var random = new Random(1);
        InputNames = [.. layout.Inputs.Select(input => input.Name)];
        Inputs = [.. layout.Inputs.Select(input => Tensor(input, rows, length, random))];
        OutputNames = [layout.Outputs[0].Name];
        var output = new float[rows * layout.Outputs[0].ValuesOf(length)];
        Outputs = [OrtValue.CreateTensorValueFromMemory(output, [rows, .. layout.Outputs[0].Shape(length)])];
    }

    public string[] InputNames { get; }

    public OrtValue[] Inputs { get; }

    public string[] OutputNames { get; }

    public OrtValue[] Outputs { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var value in Inputs.Concat(Outputs)) value.Dispose();
    }

    private static OrtValue Tensor(GraphInput input, int rows, int length, Random random)
    {
        long[] shape = [rows, .. input.Shape(length)];
        var values = rows * input.ValuesOf(length);
        return input.Type == TensorType.Int64
            ? OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, values).Select(_ => (long)random.Next(1, 100)).ToArray(), shape)
            : OrtValue.CreateTensorValueFromMemory(Enumerable.Range(0, values).Select(_ => random.NextSingle()).ToArray(), shape);
    }
}
