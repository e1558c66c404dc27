namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>A model's files in a folder that a user names.</summary>
internal static class FolderFiles
{
    private static readonly string[] Marks = ["config.json", "open_clip_config.json", "visual"];

    /// <summary>Finds the model.</summary>
    /// <exception cref="DownloadException">The folder lacks it.</exception>
    public static FetchedModel Find(FetchRequest request, string from)
    {
        if (!Directory.Exists(from) && !File.Exists(from))
            throw DownloadException.Invalid("--from", from, "is neither an address nor a folder", "Name a folder, or an address of http or https.");
        var sources = request.Wanted.Model.Sources;
        foreach (var source in sources.Where(source => source.Kind == "nuget"))
        {
            if (PackageOf(from, source) is not { } package)
                continue;
            request.Stage.Begin($"nuget {source.Place}@{source.Revision}");
            NuGetPackage.Unpack(package, source, request.Stage.Files);
            return new FetchedModel(request.Stage.Files, NuGetSource.OriginOf(source));
        }

        var names = sources.SelectMany(source => (string[])[source.Place, source.Place.Split('/')[^1]]).Prepend(request.Name);
        var candidates = names.Select(name => Path.Combine(from, name)).Append(from).ToArray();
        var folder = candidates.FirstOrDefault(one => Marks.Any(mark => Path.Exists(Path.Combine(one, mark))))
            ?? throw DownloadException.Unavailable(
                "--from", from, $"has no {request.Name}",
                $"Put the model's files into it, or into one of its folders {string.Join(", ", names.Distinct(StringComparer.Ordinal))}.");
        return new FetchedModel(folder, null);
    }

    private static string? PackageOf(string from, OfferedSource source)
    {
        var file = NuGetSource.FileOf(source);
        if (File.Exists(from))
            return Path.GetFileName(from).Equals(file, StringComparison.OrdinalIgnoreCase) ? from : null;
        return ((string[])
        [
            Path.Combine(from, file),
            Path.Combine(from, source.Place.ToLowerInvariant(), source.Revision, file), // As NuGet keeps what it has restored.
        ]).FirstOrDefault(File.Exists);
    }
}
