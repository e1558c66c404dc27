namespace Triad.Inference.Packages;

/// <summary>What a graph of a package is for.</summary>
public enum GraphRole
{
    /// <summary>Word ids to tokens.</summary>
    Text,

    /// <summary>Frames to tokens.</summary>
    Video,

    /// <summary>Log-mel to tokens.</summary>
    Audio,

    /// <summary>Tokens to projections of each modality.</summary>
    Fusion,
}
