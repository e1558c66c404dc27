using System.Runtime.InteropServices;
using Triad.Core.Durability;
using Triad.Media.Sandbox.Native;

namespace Triad.Media.FolderStore;

/// <summary>The file operations of the machine.</summary>
internal sealed class FolderFiles : IFolderFiles
{
    /// <summary>Folders: the service alone.</summary>
    public const UnixFileMode FolderMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>
    /// Files: readable for all, which nobody else can use, since the folders above are closed; the sandbox shows a single file to a
    /// decoder that runs as nobody.
    /// </summary>
    public const UnixFileMode FileMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <inheritdoc/>
    public void CreateFolder(string path) => FolderSync.Create(path, FolderMode);

    /// <inheritdoc/>
    public FileStream Create(string path)
    {
        var file = new FileStream(path, System.IO.FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, useAsync: true);
        File.SetUnixFileMode(file.SafeFileHandle, FileMode);
        return file;
    }

    /// <inheritdoc/>
    public void Sync(FileStream file) => file.Flush(flushToDisk: true);

    /// <inheritdoc/>
    public void Rename(string from, string to)
    {
        if (Libc.Rename(from, to) != 0)
            throw Failure($"rename to {to}");
    }

    /// <inheritdoc/>
    public void SyncFolder(string path) => FolderSync.Flush(path);

    /// <inheritdoc/>
    public void Link(string existing, string name)
    {
        if (Libc.Link(existing, name) != 0)
            throw Failure($"link {name}");
    }

    private static IOException Failure(string what)
    {
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"{what}: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }
}
