using Triad.Inference.Classes;

namespace Triad.Inference.Hub;

/// <summary>How a classifier is used that comes as an ONNX file.</summary>
public sealed record ClassifierSettings
{
    /// <summary>Subtracted from red, green and blue, 0 to 1.</summary>
    public IReadOnlyList<double> Mean { get; init; } = [0.5, 0.5, 0.5];

    /// <summary>Divides them then.</summary>
    public IReadOnlyList<double> Std { get; init; } = [0.5, 0.5, 0.5];

    /// <summary>
    /// The length that a picture's shorter side gets before the middle is cut out; null where the picture is squashed to the graph's size,
    /// so that nothing is cut off.
    /// </summary>
    public int? Shortest { get; init; }

    /// <summary>Samples a second that a classifier of sound takes.</summary>
    public int SampleRate { get; init; } = 16_000;

    /// <summary>Samples from the start of a window to that of the next; null for half a window.</summary>
    public int? Hop { get; init; }

    /// <summary>The output that has the scores; null for the only one that has as many as there are labels.</summary>
    public string? Output { get; init; }

    /// <summary>
    /// What makes probabilities of the scores; null for softmax where the output is called logits, none where scores or probabilities.
    /// </summary>
    public Activation? Activation { get; init; }
}
