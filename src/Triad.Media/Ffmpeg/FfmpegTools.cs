using Triad.Media.Sandbox;

namespace Triad.Media.Ffmpeg;

/// <summary>FFmpeg's programs on this machine, what they can do, and the sandbox that they run in.</summary>
/// <param name="Ffmpeg">Absolute path.</param>
/// <param name="Ffprobe">Absolute path.</param>
/// <param name="CanToneMap">True where the filters zscale and tonemap are there.</param>
/// <param name="WhyNoSoxr">Why the SoX resampler cannot be used; null where it can.</param>
/// <param name="Sandbox">How programs are confined.</param>
internal sealed record FfmpegTools(string Ffmpeg, string Ffprobe, bool CanToneMap, string? WhyNoSoxr, SandboxSetup Sandbox)
{
    /// <summary>True where sound is resampled as exactly as the models' own programs do it.</summary>
    public bool HasSoxr => WhyNoSoxr is null;
}
