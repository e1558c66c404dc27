namespace Triad.Benchmarks.Silos;

/// <summary>What a process printed, in a file beside the data, its last lines at hand.</summary>
internal sealed class SiloLog(string path)
{
    private const int TailLines = 6;
    private const string Explanation = "triad: ";

    private readonly Lock _lock = new();
    private readonly Queue<string> _tail = [];

    /// <summary>What it explained, or else the last lines.</summary>
    public string Tail
    {
        get
        {
            lock (_lock)
                return string.Join(" | ", _tail.Where(line => line.StartsWith(Explanation, StringComparison.Ordinal)).DefaultIfEmpty(string.Join(" | ", _tail)));
        }
    }

    public void Write(string? line)
    {
        if (string.IsNullOrWhiteSpace(line))
            return;
        lock (_lock)
        {
            File.AppendAllText(path, line + Environment.NewLine);
            _tail.Enqueue(line);
            if (_tail.Count > TailLines)
                _tail.Dequeue();
        }
    }
}
