using Triad.Core.Durability;

namespace Triad.Backup;

/// <summary>Small files that are there whole or not at all, for the eyes of this user only.</summary>
internal static class DurableFile
{
    public const UnixFileMode PrivateFolder = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>How a file is made that others do not read.</summary>
    public static FileStreamOptions Options(FileMode mode, UnixFileMode access = Private)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = access;
        return options;
    }

    /// <summary>Puts a file in its place, or in that of the one before; durable on return.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        FolderSync.Create(folder);
        var beside = $"{path}.{Guid.NewGuid():n}.new";
        using (var file = new FileStream(beside, Options(FileMode.CreateNew)))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(beside, path, overwrite: true);
        FolderSync.Flush(folder);
    }
}
