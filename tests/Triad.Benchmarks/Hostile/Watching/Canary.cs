using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Hostile.Watching;

/// <summary>
/// An address and a file that the hostile files point to and nobody may touch. Who connects is counted by the listener, who opens or reads the
/// file by the kernel (inotify), however the file was reached.
/// </summary>
internal sealed class Canary : IAsyncDisposable
{
    private const uint OpenOrRead = 0x20 | 0x1;
    private const int EventHeader = 16;
    private const int NonBlocking = 0x800;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-canary-");
    private readonly CancellationTokenSource _end = new();
    private readonly int _notify;
    private readonly Task _listening;
    private int _connections;
    private int _opened;

    public Canary()
    {
        // All may read it and pass its folder: only the sandbox stands between.
        _folder.UnixFileMode |= UnixFileMode.OtherExecute | UnixFileMode.OtherRead;
        Path = IOPath.Combine(_folder.FullName, "canary");
        File.WriteAllText(Path, "#EXTM3U\nsecret\n");
        File.SetUnixFileMode(Path, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        _listener.Start();
        _listening = CountAsync();
        _notify = Begin(NonBlocking);
        if (_notify < 0 || Add(_notify, Encoding.UTF8.GetBytes(Path + '\0'), OpenOrRead) < 0)
            throw new IOException($"The canary cannot be watched: error {Marshal.GetLastPInvokeError()}.");
    }

    public string Path { get; }

    public string Url => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/canary.mp4";

    /// <summary>How often somebody connected, opened or read so far.</summary>
    public int CountTouches()
    {
        var buffer = new byte[4096];
        while (Read(_notify, buffer, buffer.Length) is > 0 and var length)
        {
            for (var at = 0; at < length; at += EventHeader + BitConverter.ToInt32(buffer, at + 12))
                _opened++;
        }

        return _opened + Volatile.Read(ref _connections);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _listening;
        _ = Close(_notify);
        _folder.Delete(recursive: true);
        _end.Dispose();
    }

    private async Task CountAsync()
    {
        try
        {
            while (true)
            {
                using var caller = await _listener.AcceptTcpClientAsync(_end.Token);
                Interlocked.Increment(ref _connections);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The run is over.
        }
    }

    [DllImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static extern int Begin(int flags);

    [DllImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true)]
    private static extern int Add(int descriptor, byte[] path, uint mask);

    [DllImport("libc", EntryPoint = "read", SetLastError = true)]
    private static extern nint Read(int descriptor, byte[] buffer, nint length);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    private static extern int Close(int descriptor);
}
