using System.Numerics.Tensors;
using Triad.Inference.Scheduling;

namespace Triad.Inference.Onnx;

/// <summary>
/// Runs a graph once on two small made-up rows. A graph whose inner sizes do not fit together, or that gives values that are not finite,
/// is found when it is loaded, not by the first user.
/// </summary>
internal static class TrialRun
{
    private const int Rows = 2;

    /// <summary>Runs the graph.</summary>
    /// <exception cref="InvalidDataException">The output is not finite.</exception>
    /// <exception cref="Microsoft.ML.OnnxRuntime.OnnxRuntimeException">The graph cannot run.</exception>
    public static void Run(IBatchGraph graph)
    {
        using var batch = new BatchBuffers(graph.Layout, Math.Min(Rows, graph.Layout.MostRows), graph.Layout.TrialLength);
        foreach (var input in batch.Inputs)
            Fill(input);
        graph.Run(batch);
        if (batch.Outputs.Any(output => !float.IsFinite(TensorPrimitives.MaxMagnitude<float>(output.All.Span))))
            throw new InvalidDataException("gives values that are not finite");
    }

    private static void Fill(IBatchTensor input)
    {
        switch (input)
        {
            case BatchTensor<float> floats:
                Wave(floats.All.Span);
                break;
            case BatchTensor<long> integers:
                integers.All.Span.Fill(1);
                break;
            case BatchTensor<int> integers:
                integers.All.Span.Fill(1);
                break;
            case BatchTensor<bool> truths:
                truths.All.Span.Fill(true);
                break;
        }
    }

    private static void Wave(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = 0.5f + (0.5f * MathF.Sin(i));
    }
}
