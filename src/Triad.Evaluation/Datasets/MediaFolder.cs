namespace Triad.Evaluation.Datasets;

/// <summary>Finds the media of a folder by the names that data sets give them.</summary>
internal sealed class MediaFolder
{
    private static readonly string[] Endings =
    [
        ".mp4", ".webm", ".mkv", ".avi", ".mov", ".m4v", ".mpg", ".mpeg", ".flv", ".wmv", ".ts", ".ogv",
        ".wav", ".mp3", ".flac", ".m4a", ".ogg", ".opus",
        ".jpg", ".jpeg", ".png", ".webp", ".bmp",
    ];

    private readonly Lazy<Dictionary<string, string>> _files;

    public MediaFolder(string folder) => _files = new Lazy<Dictionary<string, string>>(() => Find(folder));

    /// <summary>The file whose name without ending is this, wherever below the folder; null where there is none.</summary>
    public string? PathOf(string name) => _files.Value.GetValueOrDefault(name);

    /// <summary>The file of this name, ending and all; one with another ending where it was converted; null where there is none.</summary>
    public string? FileOf(string fileName) => PathOf(Path.GetFileNameWithoutExtension(fileName));

    private static Dictionary<string, string> Find(string folder)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);

        // The same name twice: the file further up, then the first ending of the list, whatever order the file system has.
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(file => Rank(file) >= 0)
            .OrderBy(file => file.Count(letter => letter == Path.DirectorySeparatorChar))
            .ThenBy(Rank)
            .ThenBy(file => file, StringComparer.Ordinal);
        foreach (var file in files)
            found.TryAdd(Path.GetFileNameWithoutExtension(file), file);
        return found;
    }

    private static int Rank(string file) => Array.IndexOf(Endings, Path.GetExtension(file).ToLowerInvariant());
}
