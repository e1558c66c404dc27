using System.Collections.Immutable;
using Google.Protobuf;

namespace Triad.Doubles.Faults;

/// <summary>The calls seen, and who waits for one.</summary>
internal sealed class RequestLog
{
    private readonly Lock _lock = new();
    private readonly List<(string Method, TaskCompletionSource Seen)> _waiting = [];
    private ImmutableList<SeenRequest> _requests = [];

    public IReadOnlyList<SeenRequest> Requests => _requests;

    public void Clear()
    {
        lock (_lock)
            _requests = [];
    }

    public void Add(string method, IMessage request)
    {
        lock (_lock)
            _requests = _requests.Add(new SeenRequest(method, request));
    }

    /// <summary>Tells those who wait that a call has been computed.</summary>
    public void Answered(string method)
    {
        lock (_lock)
        {
            foreach (var (_, seen) in _waiting.Where(each => MethodName.Is(method, each.Method)))
                seen.TrySetResult();
            _waiting.RemoveAll(each => each.Seen.Task.IsCompleted);
        }
    }

    public Task NextAsync(string method)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
            _waiting.Add((method, seen));
        return seen.Task;
    }
}
