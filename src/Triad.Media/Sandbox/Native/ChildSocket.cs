using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Triad.Media.Sandbox.Native;

/// <summary>
/// A pair of connected sockets: one end for the child to write to, the other for us to read without blocking a thread and with
/// cancellation, which pipes do not offer.
/// </summary>
internal sealed class ChildSocket : IDisposable
{
    private const int UnixDomain = 1;
    private const int StreamCloseOnExec = 1 | 0x80000;
    private const int DuplicateCloseOnExec = 1030;

    // Above every number that the child's copies get, so that making one copy never overwrites the source of the next.
    private const int FirstOwnDescriptor = 100;
    private int _childEnd;

    private ChildSocket(int childEnd, Stream stream)
    {
        _childEnd = childEnd;
        Stream = stream;
    }

    /// <summary>Our end.</summary>
    public Stream Stream { get; }

    /// <summary>The descriptor to copy into the child.</summary>
    public int ChildEnd => _childEnd;

    /// <summary>Makes a pair.</summary>
    /// <exception cref="Win32Exception">No descriptor is free.</exception>
    public static unsafe ChildSocket Create()
    {
        var ends = stackalloc int[2];
        if (Libc.SocketPair(UnixDomain, StreamCloseOnExec, 0, ends) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        var childEnd = Libc.Fcntl(ends[1], DuplicateCloseOnExec, FirstOwnDescriptor);
        var error = Marshal.GetLastPInvokeError();
        _ = Libc.Close(ends[1]);
        if (childEnd < 0)
        {
            _ = Libc.Close(ends[0]);
            throw new Win32Exception(error);
        }

        var socket = new Socket(new SafeSocketHandle(ends[0], ownsHandle: true));
        return new ChildSocket(childEnd, new NetworkStream(socket, FileAccess.Read, ownsSocket: true));
    }

    /// <summary>Closes our copy of the child's end: from then on the end of the child is the end of the stream.</summary>
    public void CloseChildEnd()
    {
        if (_childEnd < 0)
            return;
        _ = Libc.Close(_childEnd);
        _childEnd = -1;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        CloseChildEnd();
        Stream.Dispose();
    }
}
