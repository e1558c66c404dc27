using System.Runtime.InteropServices;
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

    private const int ReadCloseOnExec = 0x80000;

    /// <inheritdoc/>
    public void CreateFolder(string path)
    {
        if (Directory.Exists(path))
            return;
        var parent = Path.GetDirectoryName(path);
        if (parent is not null)
            CreateFolder(parent);
        Directory.CreateDirectory(path, FolderMode);
        if (parent is not null)
            SyncFolder(parent);
    }

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
    public void SyncFolder(string path)
    {
        var descriptor = Libc.Open(path, ReadCloseOnExec);
        if (descriptor < 0)
            throw Failure($"open {path}");
        try
        {
            if (Libc.Sync(descriptor) != 0)
                throw Failure($"sync {path}");
        }
        finally
        {
            _ = Libc.Close(descriptor);
        }
    }

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
