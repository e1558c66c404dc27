using System.Diagnostics;

namespace Triad.Cli.Platform;

/// <summary>What a server process prints: kept in a file, its last lines at hand.</summary>
internal sealed class ServerLog(string path, TextWriter? echo) : IDisposable
{
    private const int TailLines = 8;

    private readonly Lock _lock = new();
    private readonly Queue<string> _tail = new();
    private readonly StreamWriter _file = new(path, append: true) { AutoFlush = true };
    private bool _closed;

    public string Path => path;

    public string Tail
    {
        get
        {
            lock (_lock)
                return string.Join(" | ", _tail);
        }
    }

    public void Attach(Process process)
    {
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _closed = true;
            _file.Dispose();
        }
    }

    private void Write(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_lock)
        {
            if (_closed)
                return;
            _file.WriteLine(line);
            echo?.WriteLine(line);
            _tail.Enqueue(line.Trim());
            if (_tail.Count > TailLines)
                _tail.Dequeue();
        }
    }
}
