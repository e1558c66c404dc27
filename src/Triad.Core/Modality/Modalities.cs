namespace Triad.Core.Modality;

/// <summary>A modality mask: which of text, video (frames) and audio a thing has.</summary>
[Flags]
public enum Modalities
{
    /// <summary>None: the mask of nothing; never stored.</summary>
    None = 0,

    /// <summary>t: speech or caption text.</summary>
    Text = 1,

    /// <summary>v: frames.</summary>
    Video = 2,

    /// <summary>a: sound.</summary>
    Audio = 4,

    /// <summary>tva: all three.</summary>
    All = Text | Video | Audio,
}
