namespace Triad.Evaluation.LongVideos;

/// <summary>A long video and what describes the whole of it.</summary>
/// <param name="File">The media file.</param>
/// <param name="Caption">The words it is asked for with.</param>
public sealed record LongVideo(string File, string Caption);
