namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>The files of a recipe that a user brings in a folder.</summary>
internal static class BroughtFiles
{
    // Where people keep them within a folder of models.
    private static readonly string[] Places = ["", "classifiers"];

    /// <summary>The files by their names.</summary>
    /// <exception cref="DownloadException">Some are missing; it says which, and where they come from.</exception>
    public static IReadOnlyDictionary<string, string> Find(FetchRequest request)
    {
        var folder = request.From is null && request.Wanted.From is { } from ? Path.GetFullPath(from) : null;
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        var missing = new List<string>();
        foreach (var part in request.Source.Parts.Where(part => part.Classifier is not null))
        {
            string[] names = part.Labels is null ? [part.Classifier!] : [part.Classifier!, part.Labels];
            foreach (var name in names)
            {
                if (PathOf(folder, name) is { } path)
                    found[name] = path;
            }

            var lacking = names.Where(name => !found.ContainsKey(name)).ToArray();
            if (lacking.Length > 0)
                missing.Add($"{string.Join(" and ", lacking)} ({part.Origin}; licence: {part.Licence})");
        }

        return missing.Count == 0
            ? found
            : throw DownloadException.Unavailable(
                "--from", request.Wanted.From, $"lacks files that {request.Name} is made of and that no source with a stated licence offers",
                $"Bring in one folder, and name it with --from: {string.Join("; ", missing)}.");
    }

    private static string? PathOf(string? folder, string name) => folder is null
        ? null
        : Places.Select(place => Path.Combine(folder, place, name)).FirstOrDefault(File.Exists);
}
