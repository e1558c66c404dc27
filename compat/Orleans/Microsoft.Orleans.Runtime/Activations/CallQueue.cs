namespace Orleans.Runtime.Activations;

/// <summary>The calls that wait for an activation and those that run on it, and who may run beside whom. Not thread-safe.</summary>
internal sealed class CallQueue(Func<Message, Message, bool> mayInterleave)
{
    private readonly LinkedList<Message> _waiting = new();
    private readonly HashSet<Message> _running = [];
    private readonly Dictionary<Guid, int> _reentrant = [];
    private Message? _blocking;

    public bool IsIdle => _running.Count == 0 && _waiting.Count == 0;

    public bool IsExecuting => _running.Count > 0;

    public int Count => _running.Count + _waiting.Count;

    public void Add(Message message) => _waiting.AddLast(message);

    /// <summary>Takes the first waiting call that may run now.</summary>
    /// <param name="localOnly">Whether only timer ticks may run, as during deactivation.</param>
    public Message? TryTake(bool localOnly)
    {
        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            if ((!localOnly || node.Value.IsLocalOnly) && MayRun(node.Value))
            {
                _waiting.Remove(node);
                Begin(node.Value);
                return node.Value;
            }
        }

        return null;
    }

    public void End(Message message)
    {
        _running.Remove(message);
        if (_blocking is null || ReferenceEquals(_blocking, message))
        {
            // As in Orleans, only the call that blocked first counts: a second read-only call beside it blocks nobody.
            _blocking = null;
        }
    }

    public IReadOnlyList<Message> TakeAllWaiting()
    {
        var all = _waiting.ToList();
        _waiting.Clear();
        return all;
    }

    public void EnterSection(Guid id) => _reentrant[id] = _reentrant.GetValueOrDefault(id) + 1;

    public void LeaveSection(Guid id)
    {
        if (_reentrant.TryGetValue(id, out var count) && count > 1)
            _reentrant[id] = count - 1;
        else
            _reentrant.Remove(id);
    }

    private void Begin(Message message)
    {
        _running.Add(message);
        if (_blocking is null && !message.IsAlwaysInterleave)
            _blocking = message;
    }

    private bool MayRun(Message message) =>
        _running.Count == 0
        || message.IsAlwaysInterleave
        || _blocking is null
        || (_blocking.IsReadOnly && message.IsReadOnly)
        || (message.ReentrancyId is { } id && _reentrant.ContainsKey(id))
        || mayInterleave(message, _blocking);
}
