
namespace Triad.Evaluation.Datasets;

/// <summary>What the command line says about a data set.</summary>
/// <param name="Path">The file of captions.</param>
/// <param name="Layout">How it is written; null to tell from its name and content.</param>
/// <param name="Videos">Where the media lie; null for the folder of the file.</param>
/// <param name="List">A file of the names of videos that count, one a line; null for all.</param>
/// <param name="Split">The part of the data set that counts, where its file names parts; null for its usual one.</param>
public sealed record DatasetSource(string Path, DatasetLayout? Layout = null, string? Videos = null, string? List = null, string? Split = null)
{
    public string Folder => Videos ?? System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path))!;

    /// <summary>The names of <see cref="List"/>; null where all count.</summary>
    public async Task<IReadOnlyList<string>?> ReadListAsync(CancellationToken cancellationToken)
    {
        if (List is null)
            return null;
        if (!File.Exists(List))
            throw EvaluationException.WrongUse("--list", List, "Name a text file with a video on each line");
        var names = new List<string>();
        var number = 0;
        foreach (var line in await File.ReadAllLinesAsync(List, cancellationToken))
        {
            number++;
            var name = line.Trim();
            if (name.Length == 0)
                continue;
            if (name.Any(char.IsWhiteSpace))
                throw DatasetProblem.At(List, number, "video", name, "is not one name", "Write one video on each line");
            names.Add(name);
        }

        return names.Count > 0 ? names.Distinct().ToList() : throw EvaluationException.WrongUse("--list", List, "It has no lines: write one video on each");
    }
}
