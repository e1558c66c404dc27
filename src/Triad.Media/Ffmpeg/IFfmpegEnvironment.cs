namespace Triad.Media.Ffmpeg;

/// <summary>Knows FFmpeg's programs once start-up has tried them.</summary>
internal interface IFfmpegEnvironment
{
    /// <summary>The programs and their sandbox; tried once.</summary>
    /// <exception cref="InvalidOperationException">FFmpeg is missing, or a required layer of the sandbox is.</exception>
    Task<FfmpegTools> GetAsync(CancellationToken cancellationToken);
}
