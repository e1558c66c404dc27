namespace Triad.Media.Probing;

/// <summary>A container format that is decoded.</summary>
/// <param name="Demuxer">FFmpeg's demuxer, which is pinned to it.</param>
/// <param name="IsPicture">True for a still picture.</param>
internal readonly record struct Container(string Demuxer, bool IsPicture = false);
