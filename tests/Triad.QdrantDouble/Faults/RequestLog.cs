using Google.Protobuf;

namespace Triad.Doubles.Faults;

/// <summary>The calls seen, and who waits for one. Of large calls only the latest are kept.</summary>
internal sealed class RequestLog
{
    private const long MostBytes = 64 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<SeenRequest> _requests = [];
    private readonly Dictionary<string, int> _counts = [];
    private readonly List<(string Method, bool ForAnswer, TaskCompletionSource Seen)> _waiting = [];
    private long _bytes;

    public IReadOnlyList<SeenRequest> Requests
    {
        get
        {
            lock (_lock)
                return [.. _requests];
        }
    }

    public int Count(string method)
    {
        lock (_lock)
            return _counts.Where(pair => MethodName.Is(pair.Key, method)).Sum(pair => pair.Value);
    }

    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
            _counts.Clear();
            _bytes = 0;
        }
    }

    public void Add(string method, IMessage request)
    {
        lock (_lock)
        {
            _counts[method] = _counts.GetValueOrDefault(method) + 1;
            _requests.Enqueue(new SeenRequest(method, request));
            _bytes += request.CalculateSize();
            while (_bytes > MostBytes && _requests.TryDequeue(out var oldest))
                _bytes -= oldest.Request.CalculateSize();
            Tell(method, isAnswer: false);
        }
    }

    /// <summary>Tells those who wait that a call has been computed.</summary>
    public void Answered(string method)
    {
        lock (_lock)
            Tell(method, isAnswer: true);
    }

    /// <summary>Ends when the next call of a method has come, or has been computed.</summary>
    public Task NextAsync(string method, bool forAnswer)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _waiting.Add((method, forAnswer, seen));
        return seen.Task;
    }

    private void Tell(string method, bool isAnswer)
    {
        foreach (var (_, _, seen) in _waiting.Where(each => each.ForAnswer == isAnswer && MethodName.Is(method, each.Method)))
            seen.TrySetResult();
        _waiting.RemoveAll(each => each.Seen.Task.IsCompleted);
    }
}
