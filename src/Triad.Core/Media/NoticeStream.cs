namespace Triad.Core.Media;

/// <summary>A stream of a file that a notice is about.</summary>
/// <param name="Index">The stream's index in the file.</param>
/// <param name="Kind">FFmpeg's word: video, audio, subtitle, data, attachment.</param>
/// <param name="Codec">FFmpeg's codec name; empty where it knows none.</param>
public sealed record NoticeStream(int Index, string Kind, string Codec);
