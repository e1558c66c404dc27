using System.Runtime.InteropServices;

namespace Triad.Core.Durability;

/// <summary>
/// Makes the entries of folders durable. A file that was written and synced can still be missing after a power cut while the folder that
/// names it was not synced too; so sync the folder after making, renaming or deleting a file in it and before acknowledging that.
/// </summary>
public static class FolderSync
{
    private const int OpenDirectory = 0x10000 | 0x80000; // O_DIRECTORY | O_CLOEXEC of Linux on x64 (O_DIRECTORY differs on arm64).
    private const int OpenDirectoryArm = 0x4000 | 0x80000;

    /// <summary>Makes a folder and its missing parents; their entries are durable on return.</summary>
    /// <param name="folder">The folder's path.</param>
    /// <param name="mode">Who may use what is made; by default as the process's mask says.</param>
    /// <exception cref="IOException">The folder cannot be made or synced. Its HResult is the system's error number.</exception>
    public static void Create(string folder, UnixFileMode? mode = null)
    {
        var path = Path.GetFullPath(folder);
        var missing = new Stack<string>();
        for (var at = path; at is not null && !Directory.Exists(at); at = Path.GetDirectoryName(at))
            missing.Push(at);

        foreach (var made in missing)
        {
            if (mode is { } given && !OperatingSystem.IsWindows())
                Directory.CreateDirectory(made, given);
            else
                Directory.CreateDirectory(made);
            if (Path.GetDirectoryName(made) is { } parent)
                Flush(parent);
        }
    }

    /// <summary>Syncs a folder's entries to the disk. Does nothing on systems other than Linux and macOS, which have no such call.</summary>
    /// <param name="folder">The folder's path.</param>
    /// <exception cref="IOException">The folder cannot be opened or synced. Its HResult is the system's error number.</exception>
    public static void Flush(string folder)
    {
        if (!OperatingSystem.IsLinux() && !OperatingSystem.IsMacOS())
            return;

        var flags = !OperatingSystem.IsLinux() ? 0
            : RuntimeInformation.ProcessArchitecture is Architecture.Arm64 or Architecture.Arm ? OpenDirectoryArm
            : OpenDirectory;
        var descriptor = Open(folder, flags);
        if (descriptor < 0)
            throw Failure(folder);
        try
        {
            if (Sync(descriptor) != 0)
                throw Failure(folder);
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string folder)
    {
        // Whoever catches it looks at the number: a full disk is not a broken one.
        var error = Marshal.GetLastPInvokeError();
        return new IOException($"The folder '{folder}' cannot be synced: {Marshal.GetPInvokeErrorMessage(error)}", error);
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
