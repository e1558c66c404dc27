using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Triad.Core.Durability;

/// <summary>A small file that is written once, by whichever process comes first. Others read what it wrote.</summary>
[UnsupportedOSPlatform("windows")]
public static class OnceFile
{
    private const int Exists = 17; // EEXIST
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>
    /// Writes the file where there is none; durable on return, readable by this user only. However many processes try at once, and wherever they are
    /// killed, the file is whole and its content is one of theirs.
    /// </summary>
    /// <returns>True where the text given was written, false where there was a file already.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static bool Write(string path, string text)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var beside = $"{path}.{Guid.NewGuid():n}.new";
        try
        {
            using (var stream = new FileStream(beside, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = Private }))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            // A link, unlike a rename, never replaces what is there.
            var isWritten = Link(beside, path) == 0;
            var cause = Marshal.GetLastPInvokeError();
            if (!isWritten && cause != Exists)
                throw new IOException($"The file '{path}' cannot be written: {new Win32Exception(cause).Message}");
            return isWritten;
        }
        finally
        {
            File.Delete(beside);
            FolderSync.Flush(folder);
        }
    }

    [DllImport("libc", EntryPoint = "link", SetLastError = true)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string from, [MarshalAs(UnmanagedType.LPUTF8Str)] string to);
}
