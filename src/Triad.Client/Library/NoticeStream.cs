namespace Triad.Client;

/// <summary>A stream of an uploaded file that a notice is about.</summary>
/// <param name="Index">In the file, from 0.</param>
/// <param name="Kind">video, audio, subtitle, data, attachment.</param>
/// <param name="Codec">FFmpeg's name; empty where it knows none.</param>
public sealed record NoticeStream(int Index, string Kind, string Codec);
