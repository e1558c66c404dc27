using FFMpegCore.Arguments;

namespace Triad.Media.Ffmpeg;

/// <summary>An option of FFmpeg that FFMpegCore has no argument for: those that make a hostile file safe to open, and those of ffprobe.</summary>
/// <param name="Name">With its hyphen.</param>
/// <param name="Value">One word of the command line as it is, never quoted; null for an option without a value.</param>
internal sealed record FfmpegOption(string Name, string? Value = null) : IArgument
{
    /// <inheritdoc/>
    public string Text => Value is null ? Name : $"{Name} {Value}";
}
