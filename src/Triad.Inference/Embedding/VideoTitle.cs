using System.Text.RegularExpressions;

namespace Triad.Inference.Embedding;

/// <summary>
/// A video's name as words: without the file's ending, with spaces for what files have in their place, and without what cameras and programs call
/// files. Names that say nothing would all be alike, and count as much as what others say.
/// </summary>
internal static partial class VideoTitle
{
    private const int ShortestWord = 3;

    private static readonly HashSet<string> Stock = new(StringComparer.OrdinalIgnoreCase)
    {
        "audio", "cam", "camera", "capture", "clip", "copy", "dcim", "dji", "dsc", "dscf", "dscn", "file", "film", "final", "footage", "gopr", "gopro",
        "image", "img", "item", "media", "mov", "movie", "mvi", "new", "part", "photo", "pic", "picture", "pxl", "rec", "record", "recording", "sample",
        "scan", "screen", "screenshot", "scene", "sound", "stream", "take", "test", "track", "unnamed", "untitled", "upload", "vid", "video", "whatsapp",
    };

    /// <summary>The words; empty where the name says nothing.</summary>
    public static string ToText(string? name)
    {
        var words = Separators().Split(Ending().Replace(name ?? "", "")).Where(word => word.Length > 0 && !word.Any(char.IsDigit)).ToList();
        return words.Exists(SaysSomething) ? string.Join(' ', words) : "";
    }

    private static bool SaysSomething(string word)
    {
        var letters = word.Count(char.IsLetter);
        return !Stock.Contains(word) && (letters >= ShortestWord || (letters > 0 && !word.All(char.IsAscii)));
    }

    [GeneratedRegex(@"(?<=.)\.[A-Za-z0-9]{1,5}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Ending();

    [GeneratedRegex(@"[\s._\-+()]+", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Separators();
}
