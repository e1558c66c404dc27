using System.Text;

namespace Triad.Evaluation.Footage;

/// <summary>
/// A folder of pictures and sounds with captions: <c>cow.png</c> and <c>cow.ogg</c> beside <c>cow.txt</c>, whose first line is the caption.
/// So does Tuxpaint keep its stamps.
/// </summary>
public static class CaptionedMedia
{
    private const string Caption = ".txt";
    private const string Spoken = "_desc";

    private static readonly string[] Pictures = [".png", ".jpg", ".jpeg", ".webp", ".gif", ".bmp"];
    private static readonly string[] Sounds = [".ogg", ".wav", ".mp3", ".flac", ".m4a", ".opus"];

    /// <summary>Reads a folder with its subfolders, in the order of names.</summary>
    /// <exception cref="EvaluationException">The folder is not there, or has nothing with a caption.</exception>
    public static IReadOnlyList<FootageItem> Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw EvaluationException.WrongUse("--media", folder, "Name a folder of pictures and sounds with captions (cow.png, cow.ogg, cow.txt)");
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).ToHashSet(StringComparer.Ordinal);
        var items = files.Where(file => file.EndsWith(Caption, StringComparison.Ordinal))
            .Select(file => file[..^Caption.Length])
            .Where(stem => !stem.EndsWith(Spoken, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(stem => ItemOf(folder, stem, files))
            .Where(item => item.Texts.Count > 0 && (item.Picture ?? item.Sound) is not null)
            .ToArray();
        return items.Length > 0
            ? items
            : throw EvaluationException.WrongUse("--media", folder, "It has no picture or sound with a caption beside it (cow.png, cow.txt)");
    }

    private static FootageItem ItemOf(string folder, string stem, HashSet<string> files) => new(
        Path.GetRelativePath(folder, stem).Replace('\\', '/'),
        Pictures.Select(ending => stem + ending).FirstOrDefault(files.Contains),
        Sounds.Select(ending => stem + ending).FirstOrDefault(files.Contains),
        null,
        FirstLine(stem + Caption) is { Length: > 0 } text ? [text] : []);

    private static string FirstLine(string file)
    {
        using var reader = new StreamReader(file, Encoding.UTF8);
        return reader.ReadLine()?.Trim() ?? "";
    }
}
