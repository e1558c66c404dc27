using System.ComponentModel;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Triad.Media.Sandbox.Native;

/// <summary>A file without a name that holds bytes for a child to read on a descriptor.</summary>
internal sealed class MemoryFile : IDisposable
{
    private const uint CloseOnExec = 1;
    private const int DuplicateCloseOnExec = 1030;
    private const int FirstOwnDescriptor = 100;
    private readonly SafeFileHandle _handle;

    private MemoryFile(SafeFileHandle handle) => _handle = handle;

    /// <summary>The descriptor to copy into the child, positioned at the start.</summary>
    public int Descriptor => (int)_handle.DangerousGetHandle();

    /// <summary>Makes a file of bytes.</summary>
    /// <exception cref="Win32Exception">The kernel has no memory or no descriptor for it.</exception>
    public static MemoryFile Create(ReadOnlySpan<byte> content)
    {
        var low = Libc.CreateMemoryFile("triad", CloseOnExec);
        if (low < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        using var first = new SafeFileHandle(low, ownsHandle: true);
        var high = Libc.Fcntl(low, DuplicateCloseOnExec, FirstOwnDescriptor);
        if (high < 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        var file = new MemoryFile(new SafeFileHandle(high, ownsHandle: true));
        RandomAccess.Write(file._handle, content, 0);
        return file;
    }

    /// <inheritdoc/>
    public void Dispose() => _handle.Dispose();
}
