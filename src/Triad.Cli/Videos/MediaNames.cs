namespace Triad.Cli.Videos;

/// <summary>Tells media from other files by their ending. Whether they can be decoded only the platform says.</summary>
internal static class MediaNames
{
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        // Moving pictures.
        ".264", ".3g2", ".3gp", ".asf", ".avi", ".dif", ".dv", ".f4v", ".flv", ".gif", ".h264", ".ivf", ".m2t", ".m2ts", ".m4v", ".mj2", ".mkv", ".mov", ".mp4", ".mpe", ".mpeg", ".mpg",
        ".mts", ".mxf", ".ogm", ".ogv", ".qt", ".rm", ".rmvb", ".ts", ".vob", ".webm", ".wmv", ".y4m",

        // Still pictures.
        ".bmp", ".jpe", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp",

        // Sound.
        ".aac", ".ac3", ".aif", ".aifc", ".aiff", ".amr", ".au", ".caf", ".dts", ".flac", ".m4a", ".m4b", ".mka", ".mp2", ".mp3", ".oga", ".ogg", ".opus", ".thd", ".tta", ".w64",
        ".wav", ".weba", ".wma", ".wv",
    };

    private static readonly string[] CaptionEndings = [".srt", ".vtt"];

    public static bool IsMedia(string path) => Endings.Contains(Path.GetExtension(path));

    public static bool IsCaptions(string path) => CaptionEndings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The captions beside a media file: of the same name but for the ending. Null without any.</summary>
    public static string? CaptionsOf(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var stem = Path.GetFileNameWithoutExtension(path);
        return CaptionEndings.SelectMany(ending => (string[])[ending, ending.ToUpperInvariant()])
            .Select(ending => Path.Combine(folder, stem + ending))
            .FirstOrDefault(File.Exists);
    }
}
