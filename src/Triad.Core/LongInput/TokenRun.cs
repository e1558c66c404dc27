using Triad.Core.Modality;

namespace Triad.Core.LongInput;

/// <summary>Tokens of one modality in the order of time.</summary>
/// <param name="Modality">A single modality.</param>
/// <param name="TokenSize">Numbers in a token.</param>
/// <param name="Values">Token by token.</param>
public sealed record TokenRun(Modalities Modality, int TokenSize, ReadOnlyMemory<float> Values)
{
    /// <summary>
    /// How many of them belong together: those of one picture, frame or piece of sound. 0 where the model does not ask, or where tokens
    /// were thinned out.
    /// </summary>
    public int Block { get; init; }

    /// <summary>True for the tokens of a still picture.</summary>
    public bool IsPicture { get; init; }

    /// <summary>How many tokens there are.</summary>
    public int Count => Values.Length / TokenSize;
}
