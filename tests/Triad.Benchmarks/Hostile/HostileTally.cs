namespace Triad.Benchmarks.Hostile;

/// <summary>Counts how files and queries ended.</summary>
internal sealed class HostileTally(TextWriter log)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _counts = [];
    private readonly Dictionary<string, int> _words = [];

    public int UnclearEnds { get; private set; }

    public int Of(string kind)
    {
        lock (_lock)
            return _counts.GetValueOrDefault(kind);
    }

    /// <summary>Counts an ending; one that is not clear is told, with what makes it again.</summary>
    public void Add(string what, Ending ending)
    {
        lock (_lock)
        {
            if (ending.Kind is { } kind)
            {
                _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
                var reason = $"{kind} {ending.Words.Split(':')[0]}";
                _words[reason] = _words.GetValueOrDefault(reason) + 1;
                return;
            }

            UnclearEnds++;
            log.WriteLine($"UNCLEAR: {what}: {ending.Words}");
        }
    }

    /// <summary>How often each reason was given.</summary>
    public string Reasons()
    {
        lock (_lock)
            return string.Join(", ", _words.OrderByDescending(pair => pair.Value).Select(pair => $"{pair.Key.Trim()} {pair.Value}"));
    }
}
