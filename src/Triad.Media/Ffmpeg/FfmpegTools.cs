using Triad.Media.Sandbox;

namespace Triad.Media.Ffmpeg;

/// <summary>FFmpeg's programs on this machine, what they can do, and the sandbox that they run in.</summary>
/// <param name="Ffmpeg">Absolute path.</param>
/// <param name="Ffprobe">Absolute path.</param>
/// <param name="CanToneMap">True where the filters zscale and tonemap are there.</param>
/// <param name="Sandbox">How programs are confined.</param>
internal sealed record FfmpegTools(string Ffmpeg, string Ffprobe, bool CanToneMap, SandboxSetup Sandbox);
