using Triad.Cli.Invocation;
using Triad.Cli.Output;

namespace Triad.Cli.Videos;

/// <summary>
/// What the files and folders of a command line come to. A file is uploaded whatever its name; of a folder its media, with those of the folders in it.
/// Captions go with the media file of their name and are never uploaded by themselves.
/// </summary>
/// <param name="Files">What is uploaded, each file once.</param>
/// <param name="LeftOut">Files that are no media, as the user knows them.</param>
/// <param name="Unreadable">What cannot be reached, with the reason.</param>
internal sealed record UploadPlan(IReadOnlyList<UploadFile> Files, IReadOnlyList<string> LeftOut, IReadOnlyList<UploadOutcome> Unreadable)
{
    // Stands for bytes that are no UTF-8: the file cannot be named by them.
    private const char Replacement = '\uFFFD';

    /// <summary>Looks at what was named.</summary>
    /// <exception cref="CommandException">Something is not there, or nothing is left to upload.</exception>
    public static UploadPlan Of(IReadOnlyList<string> named)
    {
        var found = new Found();
        foreach (var path in named)
        {
            if (Directory.Exists(path))
                AddFolder(found, path);
            else if (File.Exists(path))
                found.Add(path, isChosen: true);
            else if (path.Contains(Replacement, StringComparison.Ordinal))
                found.AddUnreadable(path);
            else
                throw CommandException.WrongUse("FILE", path, "Name a file or a folder that exists");
        }

        var plan = found.ToPlan();
        return plan.Files.Count + plan.Unreadable.Count > 0
            ? plan
            : throw CommandException.WrongUse("FILE", string.Join(' ', named), $"None of the {plan.LeftOut.Count} files is media: name videos, sound, pictures or a folder of them");
    }

    // Links to folders are not followed: they may lead in circles.
    private static void AddFolder(Found found, string folder)
    {
        try
        {
            foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos().OrderBy(entry => entry.Name, StringComparer.Ordinal))
            {
                var path = Path.Combine(folder, entry.Name);
                if (entry.Name.Contains(Replacement, StringComparison.Ordinal))
                    found.AddUnreadable(path);
                else if (entry is FileInfo)
                    found.Add(path, isChosen: false);
                else if (entry.LinkTarget is null)
                    AddFolder(found, path);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            found.AddUnreadable(folder, exception.Message);
        }
    }

    private sealed class Found
    {
        private readonly List<UploadFile> _files = [];
        private readonly List<UploadOutcome> _unreadable = [];
        private readonly List<string> _others = [];
        private readonly Dictionary<string, string> _captions = new(StringComparer.Ordinal);
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public void Add(string path, bool isChosen)
        {
            var full = Path.GetFullPath(path);
            if (!_seen.Add(full))
                return;
            if (MediaNames.IsCaptions(path))
                _captions[full] = path;
            else if (isChosen || MediaNames.IsMedia(path))
                _files.Add(new UploadFile(full, path, MediaNames.CaptionsOf(full)));
            else
                _others.Add(path);
        }

        public void AddUnreadable(string path, string? reason = null) => _unreadable.Add(new UploadOutcome(
            path,
            null,
            new FailureReport("FILE", $"{path}: {reason ?? "its name is not UTF-8"}", "FILE", path, reason is null ? "Rename it" : "Look at its rights")));

        public UploadPlan ToPlan()
        {
            foreach (var file in _files.Where(file => file.Captions is not null))
                _captions.Remove(file.Captions!);
            return new UploadPlan(_files, [.. _others, .. _captions.Values], _unreadable);
        }
    }
}
