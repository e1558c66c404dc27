namespace Triad.Inference.Kinds.Omni;

/// <summary>What soft tokens are of; the text graph takes each kind by an input of its own.</summary>
internal enum SoftTokenKind
{
    /// <summary>A still picture.</summary>
    Picture,

    /// <summary>A frame of a clip.</summary>
    Frame,

    /// <summary>A piece of sound.</summary>
    Sound,
}
