using Microsoft.ML.OnnxRuntime;

namespace Triad.Inference.Onnx;

/// <summary>
/// The sessions of a process, one for all graphs of the same content: packages that hold copies of one model cost its memory once.
/// Thread-safe.
/// </summary>
internal sealed class SessionPool
{
    private readonly object _lock = new();
    private readonly Dictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>How many sessions are open.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _entries.Count;
        }
    }

    /// <summary>A session that is open already, or a new one. It is closed when the last of its users has returned it.</summary>
    /// <param name="key">Equal for graphs of the same content.</param>
    /// <param name="open">Opens it.</param>
    public Lease Rent(string key, Func<InferenceSession> open)
    {
        Entry? entry;
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out entry))
                _entries.Add(key, entry = new Entry(open));
            entry.Users++;
        }

        try
        {
            return new Lease(this, key, entry, entry.Session.Value);
        }
        catch
        {
            Return(key, entry);
            throw;
        }
    }

    private void Return(string key, Entry entry)
    {
        lock (_lock)
        {
            if (--entry.Users > 0)
                return;
            _entries.Remove(key);
        }

        if (entry.Session.IsValueCreated)
            entry.Session.Value.Dispose();
    }

    /// <summary>A session and the right to use it.</summary>
    internal sealed class Lease(SessionPool pool, string key, Entry entry, InferenceSession session) : IDisposable
    {
        private bool _isReturned;

        /// <summary>The session. Several threads may run it at once.</summary>
        public InferenceSession Session => session;

        /// <inheritdoc/>
        public void Dispose()
        {
            if (_isReturned)
                return;
            _isReturned = true;
            pool.Return(key, entry);
        }
    }

    /// <summary>A session and how many use it.</summary>
    internal sealed class Entry(Func<InferenceSession> open)
    {
        public Lazy<InferenceSession> Session { get; } = new(open);

        public int Users { get; set; }
    }
}
