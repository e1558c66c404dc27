using System.Globalization;
using FFMpegCore.Arguments;
using Triad.Media.Probing;

namespace Triad.Media.Ffmpeg;

/// <summary>
/// The options with which FFmpeg opens a hostile file: one demuxer, listed decoders, no protocol but the file's, bounded sizes.
/// </summary>
internal static class InputArguments
{
    /// <summary>Options that stand before the input in both programs.</summary>
    public static IEnumerable<IArgument> Of(Container container, MediaOptions options) =>
    [
        new ForceFormatArgument(container.Demuxer),
        new FfmpegOption("-protocol_whitelist", "file"),
        new FfmpegOption("-format_whitelist", container.Demuxer),
        new FfmpegOption("-codec_whitelist", AllowLists.Decoders),
        new FfmpegOption("-max_streams", options.MaxStreams.ToString(CultureInfo.InvariantCulture)),
        new FfmpegOption("-max_pixels", options.MaxPixels.ToString(CultureInfo.InvariantCulture)),

        // FFmpeg takes a step back for the clock running over, and adds 26 hours. Here it is a joint of recordings, and time runs on.
        .. Container.IsJoinable(container.Demuxer) ? [new FfmpegOption("-correct_ts_overflow", "0")] : (IEnumerable<IArgument>)[],
    ];

    /// <summary>The most bytes of one allocation.</summary>
    public static IArgument AllocationLimit(MediaOptions options) =>
        new FfmpegOption("-max_alloc", options.MaxAllocationBytes.ToString(CultureInfo.InvariantCulture));

    /// <summary>The file, named so that no part of its name can be taken for a protocol or an option.</summary>
    public static IArgument File(string path) => new InputArgument($"file:{path}", verifyExists: false);
}
