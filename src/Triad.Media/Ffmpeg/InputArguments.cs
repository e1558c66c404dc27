using System.Globalization;
using Triad.Media.Probing;

namespace Triad.Media.Ffmpeg;

/// <summary>
/// The options with which FFmpeg opens a hostile file: one demuxer, listed decoders, no protocol but the file's, bounded sizes.
/// </summary>
internal static class InputArguments
{
    /// <summary>Options that stand before the input in both programs.</summary>
    public static IEnumerable<string> Of(Container container, MediaOptions options) =>
    [
        "-f", container.Demuxer,
        "-protocol_whitelist", "file",
        "-format_whitelist", container.Demuxer,
        "-codec_whitelist", AllowLists.Decoders,
        "-max_streams", options.MaxStreams.ToString(CultureInfo.InvariantCulture),
        "-max_pixels", options.MaxPixels.ToString(CultureInfo.InvariantCulture),
    ];

    /// <summary>The file, named so that no part of its name can be taken for a protocol or an option.</summary>
    public static string Name(string path) => $"file:{path}";
}
