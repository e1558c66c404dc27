namespace Triad.Core.Embedding;

/// <summary>What a model makes of a video's name.</summary>
public enum TitleUse
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>It is read beside the rest of a segment, and changes none of its modalities.</summary>
    Beside,

    /// <summary>It is text: a segment without captions or transcript is found by its video's name.</summary>
    AsText,
}
