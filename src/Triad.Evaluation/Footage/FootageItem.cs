namespace Triad.Evaluation.Footage;

/// <summary>A thing that people would look for: a picture, a sound, both, or a video, and words for it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Picture">Its picture's file; null for none.</param>
/// <param name="Sound">Its sound's file; null for none.</param>
/// <param name="Video">Its video's file; null for none.</param>
/// <param name="Texts">Words for it.</param>
public sealed record FootageItem(string Name, string? Picture, string? Sound, string? Video, IReadOnlyList<string> Texts)
{
    /// <summary>Whether its words go in as captions.</summary>
    public bool IsCaptioned { get; init; }
}
