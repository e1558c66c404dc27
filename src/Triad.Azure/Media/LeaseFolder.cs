using Microsoft.Extensions.Options;
using Triad.Core.Durability;

namespace Triad.Azure.Media;

/// <summary>The folder of the files that decoders read; emptied at start of what a killed process left.</summary>
internal sealed class LeaseFolder
{
    private const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Readable for all, which nobody else can use, since the folder is closed; the sandbox shows a single file to a decoder that runs as nobody.
    private const UnixFileMode FileMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly string _folder;

    public LeaseFolder(IOptions<AzureStorageOptions> options)
    {
        _folder = Path.GetFullPath(options.Value.LeaseFolder);
        FolderSync.Create(_folder);
        File.SetUnixFileMode(_folder, FolderMode);
        foreach (var left in Directory.EnumerateFiles(_folder))
            File.Delete(left);
    }

    /// <summary>Makes a file that is gone with its lease.</summary>
    public FileStream Create()
    {
        var file = new FileStream(
            Path.Combine(_folder, Guid.NewGuid().ToString("n")), System.IO.FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        File.SetUnixFileMode(file.SafeFileHandle, FileMode);
        return file;
    }
}
