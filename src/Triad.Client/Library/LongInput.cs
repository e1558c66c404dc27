namespace Triad.Client;

/// <summary>How the vectors of a whole video are made.</summary>
public enum LongInput
{
    /// <summary>As the model package says.</summary>
    Default = 0,

    /// <summary>The mean of the vectors of its segments.</summary>
    Average = 1,

    /// <summary>All tokens of the video in one pass of the model; refused where there are more than the platform's limit.</summary>
    Whole = 2,

    /// <summary>One pass over tokens taken at even distances.</summary>
    Uniform = 3,

    /// <summary>One pass over the maxima of runs of neighbouring tokens.</summary>
    MaxPool = 4,
}
