namespace Triad.Inference.Hub.Downloads.Sources;

/// <summary>Which files of a repository are wanted.</summary>
internal static class FilePatterns
{
    private const string VariantPlace = "{variant}";

    /// <summary>The files that a source's entry names.</summary>
    /// <exception cref="DownloadException">One that is needed is not there, or a path leads out of the folder.</exception>
    public static IReadOnlyList<RemoteFile> Choose(OfferedSource source, HubVariant variant, IReadOnlyList<RemoteFile> all)
    {
        var chosen = new List<RemoteFile>();
        foreach (var (pattern, isNeeded) in source.Files.Select(file => (file, true)).Concat(source.Optional.Select(file => (file, false))))
        {
            var found = HubFolder.SuffixesOf(variant)
                .Select(suffix => pattern.Replace(VariantPlace, suffix, StringComparison.Ordinal))
                .Select(one => all.Where(file => Matches(one, file.Path)).ToArray())
                .FirstOrDefault(files => files.Length > 0);
            if (found is null && isNeeded)
                throw DownloadException.Unavailable(
                    "files", pattern, $"is not in {source.Place}, variant {variant.ToString().ToLowerInvariant()}",
                    "Choose another --variant, or give a folder that has it with --from.");
            chosen.AddRange((found ?? []).Where(file => !chosen.Exists(other => other.Path == file.Path)));
        }

        return chosen.Find(file => !IsPlain(file.Path)) is { } bad
            ? throw DownloadException.Mismatch("files", bad.Path, "is no path inside of a repository", "Do not trust this source.")
            : chosen;
    }

    /// <summary>True for a path that stays below the folder it is put in.</summary>
    public static bool IsPlain(string path) => path.Length is > 0 and < 300 && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Any(char.IsControl)
        && path.Split('/').All(part => part.Length > 0 && part is not ("." or ".."));

    private static bool Matches(string pattern, string path)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0)
            return pattern == path;
        var (head, tail) = (pattern[..star], pattern[(star + 1)..]);
        return path.Length >= head.Length + tail.Length
            && path.StartsWith(head, StringComparison.Ordinal)
            && path.EndsWith(tail, StringComparison.Ordinal)
            && !path.AsSpan(head.Length, path.Length - head.Length - tail.Length).Contains('/');
    }
}
