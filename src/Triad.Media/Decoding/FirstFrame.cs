using Triad.Core.Modality;
using Triad.Media.Ffmpeg;
using Triad.Media.Sandbox;

namespace Triad.Media.Decoding;

/// <summary>
/// Decodes the first frame alone. The filter fps gives nothing of a stream that is shorter than half of its period; the first frame counts
/// all the same.
/// </summary>
internal static class FirstFrame
{
    /// <summary>The frame and its time on the file's clock; null where there is none.</summary>
    public static async Task<(byte[] Pixels, double Raw)?> ReadAsync(
        FfmpegTools tools, string path, DecodePlan plan, MediaOptions options, ProcessLimits limits, CancellationToken cancellationToken)
    {
        var first = plan.Only(Modalities.Video) with { IsFirstFrame = true };
        var listener = new DecodeListener(sounds: 0);
        var job = new SandboxJob(tools.Ffmpeg, path, seen => DecodeArguments.Of(first, seen, options, tools), 1, limits) { IsBackground = plan.Settings.IsBackground };
        await using var process = await SandboxLauncher.StartAsync(tools.Sandbox.Command, job, listener);
        var pixels = new byte[first.FrameBytes];
        var read = await process.Outputs[0].ReadAtLeastAsync(pixels, pixels.Length, throwOnEndOfStream: false, cancellationToken);
        await process.WaitAsync(cancellationToken);
        if (read < pixels.Length)
            return null;
        var mark = await listener.Marks.Frames.ReadAsync(cancellationToken);
        return (pixels, mark?.Run is { } run ? run.Raw : plan.Info.Start.TotalSeconds);
    }
}
