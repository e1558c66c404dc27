using System.Security.Cryptography;

namespace Triad.Inference.Packages;

/// <summary>The files of a package's folder: what is read is compared with the hash that model.json states, and what is wrong is noted.</summary>
internal sealed class PackageFiles(string folder, IReadOnlyDictionary<string, string> hashes, List<PackageProblem> problems)
{
    private readonly HashSet<string> _hashed = new(StringComparer.Ordinal);

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>The hash that model.json states of each file.</summary>
    public IReadOnlyDictionary<string, string> Hashes => hashes;

    /// <summary>The packages inside of it, read and checked, by name.</summary>
    public IReadOnlyDictionary<string, PackageContent> Members { get; init; } = new Dictionary<string, PackageContent>();

    /// <summary>All of a file that model.json lists.</summary>
    /// <returns>Null where it cannot be read. A file of another hash is given, and noted.</returns>
    public byte[]? Read(string file)
    {
        _hashed.Add(file);
        if (Read(folder, file, Array.MaxLength, problems) is not { } bytes)
            return null;
        Compare(file, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        return bytes;
    }

    /// <summary>Hashes the files that nobody has read.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void CheckOthers(CancellationToken cancellationToken)
    {
        foreach (var file in hashes.Keys.Where(file => !_hashed.Contains(file)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                using var stream = File.OpenRead(Path.Combine(folder, file));
                Compare(file, Convert.ToHexStringLower(SHA256.HashData(stream)));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                NoteUnreadable(file, exception, problems);
            }
        }
    }

    /// <summary>Notes a problem of a file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="field">The field of model.json that it belongs to; empty where the file alone is at fault.</param>
    /// <param name="message">What is wrong.</param>
    /// <param name="remedy">What to do about it.</param>
    public void Note(string file, string field, string message, string remedy) =>
        problems.Add(new PackageProblem(file, field, message, remedy));

    /// <summary>All of a file of a folder.</summary>
    /// <returns>Null, and a problem, where it cannot be read or is larger than allowed.</returns>
    public static byte[]? Read(string folder, string file, long mostBytes, List<PackageProblem> problems)
    {
        try
        {
            var path = Path.Combine(folder, file);
            var length = new FileInfo(path).Length;
            if (length <= mostBytes)
                return File.ReadAllBytes(path);
            problems.Add(new PackageProblem(file, "", $"has {length} bytes, more than {mostBytes}", "Keep large weights in external data files."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            NoteUnreadable(file, exception, problems);
        }

        return null;
    }

    private static void NoteUnreadable(string file, Exception exception, List<PackageProblem> problems) => problems.Add(
        exception is FileNotFoundException or DirectoryNotFoundException
            ? new PackageProblem(file, "", "is missing", "Copy the package anew, with all its files.")
            : new PackageProblem(file, "", "cannot be read", "Let the platform's user read the package's folder."));

    private void Compare(string file, string found)
    {
        if (hashes[file] != found)
            Note(
                file,
                "",
                $"has the SHA-256 {found}, and model.json states {hashes[file]}",
                "Copy the package anew: the file was changed or damaged.");
    }
}
