using System.Numerics.Tensors;

namespace Triad.Inference.Classes;

/// <summary>Makes probabilities of scores, flatter or steeper by a temperature, as logits divided by it would give them.</summary>
internal static class Probabilities
{
    // What rounding may leave outside of 0 to 1.
    private const float Slack = 1e-3f;

    /// <summary>Computes the probabilities.</summary>
    /// <param name="scores">The scores of one row.</param>
    /// <param name="activation">What they are.</param>
    /// <param name="temperature">1 for the model's own; above 1 flatter.</param>
    /// <returns>Null where scores that should be probabilities are none.</returns>
    public static float[]? Of(ReadOnlySpan<float> scores, Activation activation, double temperature)
    {
        var values = new float[scores.Length];
        switch (activation)
        {
            case Activation.Softmax:
                TensorPrimitives.Divide(scores, (float)temperature, values);
                TensorPrimitives.Subtract(values, TensorPrimitives.Max<float>(values), values);
                TensorPrimitives.Exp<float>(values, values);
                TensorPrimitives.Divide(values, TensorPrimitives.Sum<float>(values), values);
                return values;
            case Activation.Sigmoid:
                TensorPrimitives.Divide(scores, (float)temperature, values);
                TensorPrimitives.Sigmoid<float>(values, values);
                return values;
            default:
                if (TensorPrimitives.Min(scores) < -Slack || TensorPrimitives.Max(scores) > 1 + Slack)
                    return null;
                for (var i = 0; i < values.Length; i++)
                    values[i] = MathF.Pow(Math.Clamp(scores[i], 0, 1), (float)(1 / temperature));
                return values;
        }
    }
}
