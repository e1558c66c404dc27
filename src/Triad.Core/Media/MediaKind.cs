namespace Triad.Core.Media;

/// <summary>What a piece of media is to be read as.</summary>
public enum MediaKind
{
    /// <summary>A stored or query video: frames, sound, or both.</summary>
    Video,

    /// <summary>A query's sound: frames are ignored.</summary>
    Audio,

    /// <summary>A query's still picture: the first frame only.</summary>
    Image,
}
