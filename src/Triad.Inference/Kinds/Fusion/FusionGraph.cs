namespace Triad.Inference.Kinds.Fusion;

/// <summary>The graphs of a fusion package.</summary>
internal enum FusionGraph
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
