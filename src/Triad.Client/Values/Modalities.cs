namespace Triad.Client;

/// <summary>What a thing can be perceived by.</summary>
[Flags]
public enum Modalities
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Speech or caption text, <c>t</c>.</summary>
    Text = 1,

    /// <summary>Frames, <c>v</c>.</summary>
    Video = 2,

    /// <summary>Sound, <c>a</c>.</summary>
    Audio = 4,

    /// <summary>All three.</summary>
    All = Text | Video | Audio,
}
