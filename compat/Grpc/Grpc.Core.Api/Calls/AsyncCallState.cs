namespace Grpc.Core;

/// <summary>The part that the four call objects share: headers, status, trailers and disposal of one call.</summary>
internal readonly struct AsyncCallState
{
    private readonly object _headers;
    private readonly Func<object, Status> _getStatus;
    private readonly Func<object, Metadata> _getTrailers;
    private readonly Action<object> _dispose;
    private readonly object _state;

    public AsyncCallState(Task<Metadata> headers, Func<Status> getStatus, Func<Metadata> getTrailers, Action dispose)
    {
        _headers = headers;
        _getStatus = _ => getStatus();
        _getTrailers = _ => getTrailers();
        _dispose = _ => dispose();
        _state = headers;
    }

    public AsyncCallState(
        Func<object, Task<Metadata>> headers,
        Func<object, Status> getStatus,
        Func<object, Metadata> getTrailers,
        Action<object> dispose,
        object state)
    {
        _headers = headers;
        _getStatus = getStatus;
        _getTrailers = getTrailers;
        _dispose = dispose;
        _state = state;
    }

    public Task<Metadata> ResponseHeadersAsync() =>
        _headers is Func<object, Task<Metadata>> factory ? factory(_state) : (Task<Metadata>)_headers;

    public Status GetStatus() => _getStatus(_state);

    public Metadata GetTrailers() => _getTrailers(_state);

    public void Dispose() => _dispose(_state);
}
