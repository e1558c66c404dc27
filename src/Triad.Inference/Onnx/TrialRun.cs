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
    private const int Length = 4;

    /// <summary>Runs the graph.</summary>
    /// <exception cref="InvalidDataException">The output is not finite.</exception>
    /// <exception cref="Microsoft.ML.OnnxRuntime.OnnxRuntimeException">The graph cannot run.</exception>
    public static void Run(IBatchGraph graph)
    {
        using var batch = new BatchBuffers(graph.Layout, Rows, Length);
        for (var input = 0; input < graph.Layout.Inputs.Count; input++)
        {
            if (graph.Layout.Inputs[input].Integer)
                batch.IntegerTensor(input).Span.Fill(1);
            else
                Wave(batch.FloatTensor(input).Span);
        }

        graph.Run(batch);
        if (!float.IsFinite(TensorPrimitives.MaxMagnitude<float>(batch.OutputTensor.Span)))
            throw new InvalidDataException("gives values that are not finite");
    }

    private static void Wave(Span<float> values)
    {
        for (var i = 0; i < values.Length; i++)
            values[i] = 0.5f + (0.5f * MathF.Sin(i));
    }
}
