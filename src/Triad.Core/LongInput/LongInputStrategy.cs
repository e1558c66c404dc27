namespace Triad.Core.LongInput;

/// <summary>How the vector of a whole video is made ("Everything at Once", CVPR 2022, table 6).</summary>
public enum LongInputStrategy
{
    /// <summary>The mean of the normalised vectors of its segments, normalised.</summary>
    Average,

    /// <summary>All tokens of the video in one pass of the fusion transformer.</summary>
    Whole,

    /// <summary>One pass over tokens taken at even distances, down to the package's budget.</summary>
    Uniform,

    /// <summary>One pass over the element-wise maxima of runs of neighbouring tokens, down to the package's budget.</summary>
    MaxPool,
}
