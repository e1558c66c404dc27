namespace Triad.Inference.Pictures;

/// <summary>What size a picture is brought to before it is cropped.</summary>
internal enum ResizeRule
{
    /// <summary>The shorter side gets the length, the other one keeps the proportions, rounded down.</summary>
    Shortest,

    /// <summary>Both sides get their length, whatever the proportions.</summary>
    Squash,
}
