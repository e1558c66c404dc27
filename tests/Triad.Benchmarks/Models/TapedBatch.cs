using Microsoft.ML.OnnxRuntime;
using Triad.Inference.Scheduling;

namespace Triad.Benchmarks.Models;

/// <summary>The tensors of a batch that ran, copied, for bare ONNX Runtime.</summary>
internal sealed class TapedBatch : IDisposable
{
    public TapedBatch(string file, GraphLayout layout, BatchBuffers batch)
    {
        File = file;
        Rows = batch.Rows;
        InputNames = [.. layout.Inputs.Select(input => input.Name)];
        Inputs = [.. batch.Inputs.Select(Copy)];
        OutputNames = [.. layout.Outputs.Select(output => output.Name)];
        Outputs = [.. batch.Outputs.Select(Copy)];
    }

    /// <summary>The graph's file.</summary>
    public string File { get; }

    public int Rows { get; }

    public string[] InputNames { get; }

    public OrtValue[] Inputs { get; }

    public string[] OutputNames { get; }

    public OrtValue[] Outputs { get; }

    public void Dispose()
    {
        foreach (var value in Inputs.Concat(Outputs)) value.Dispose();
    }

    private static OrtValue Copy(IBatchTensor tensor) => tensor switch
    {
        BatchTensor<float> floats => Copy(floats),
        BatchTensor<long> integers => Copy(integers),
        BatchTensor<int> integers => Copy(integers),
        BatchTensor<bool> truths => Copy(truths),
        _ => throw new ArgumentOutOfRangeException(nameof(tensor), tensor, null),
    };

    // An empty tensor needs memory too: a pointer that is not null.
    private static OrtValue Copy<T>(BatchTensor<T> tensor)
        where T : unmanaged
    {
        var values = new T[Math.Max(1, tensor.All.Length)];
        tensor.All.CopyTo(values);
        return OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, values.AsMemory(0, tensor.All.Length), tensor.Shape);
    }
}
