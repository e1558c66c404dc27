using System.Net.Sockets;
using System.Text;

namespace Triad.Media.Sandbox;

/// <summary>Reads a process's messages to their end, whatever their length, and keeps the last lines.</summary>
/// <param name="listener">Told of each line as it comes; what it deals with is not kept.</param>
internal sealed class MessageTail(IMessageListener? listener)
{
    private const int MaxLines = 40;
    private const int MaxLineLength = 400;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new();
    private readonly StringBuilder _line = new();

    /// <summary>The last lines, oldest first, without control characters.</summary>
    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_gate)
                return [.. _lines];
        }
    }

    /// <summary>Reads to the end of the stream.</summary>
    public async Task DrainAsync(Stream stream)
    {
        var buffer = new byte[4096];
        try
        {
            for (int read; (read = await stream.ReadAsync(buffer)) > 0;)
                Append(buffer.AsSpan(0, read));
        }
        catch (Exception failure) when (failure is IOException or SocketException or ObjectDisposedException)
        {
            // The reader was disposed while the process was being ended: there is nothing more to hear.
        }

        Flush();
        listener?.End();
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        foreach (var one in bytes)
        {
            if (one is (byte)'\n' or (byte)'\r')
                Flush();
            else if (_line.Length < MaxLineLength)
                _line.Append(one is >= 0x20 and < 0x7f ? (char)one : '?');
        }
    }

    private void Flush()
    {
        if (_line.Length == 0)
            return;
        var line = _line.ToString();
        _line.Clear();
        if (listener?.Take(line) == true)
            return;
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MaxLines)
                _lines.Dequeue();
        }
    }
}
