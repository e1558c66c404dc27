namespace Orleans.Runtime.Calls;

/// <summary>A caller's wait for an answer: ended once, by the answer, the timeout or the caller's cancellation.</summary>
internal abstract class PendingCall
{
    private CallSettings? _settings;
    private Message? _message;
    private ITimer? _timer;
    private CancellationTokenRegistration _cancellation;
    private int _ended;

    public bool IsCompleted => Volatile.Read(ref _ended) != 0;

    /// <summary>Begins the wait.</summary>
    public void Start(Message message, CallSettings settings, TimeSpan timeout, CancellationToken cancellationToken)
    {
        _message = message;
        _settings = settings;
        var timer = settings.Clock.CreateTimer(static call => ((PendingCall)call!).OnTimeout(), this, timeout, Timeout.InfiniteTimeSpan);
        _timer = timer;
        if (cancellationToken.CanBeCanceled)
            _cancellation = cancellationToken.UnsafeRegister(static (call, token) => ((PendingCall)call!).OnCancelled(token), this);

        if (IsCompleted)
            Release();
    }

    public void Complete(Response response)
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            Release();
            SetResponse(response);
        }
    }

    protected abstract void SetResponse(Response response);

    private void OnTimeout()
    {
        if (Interlocked.Exchange(ref _ended, 1) != 0)
            return;

        Release();
        if (_settings!.Options.CancelRequestOnTimeout)
            _message!.Request.TryCancel();

        var timeout = _message!.Request.GetDefaultResponseTimeout() ?? _settings.Options.ResponseTimeout;
        SetResponse(Response.FromException(new TimeoutException($"Response did not arrive on time in {timeout} for message: {_message}.")));
    }

    private void OnCancelled(CancellationToken cancellationToken)
    {
        if (_settings!.Options.WaitForCancellationAcknowledgement)
        {
            _message!.Request.TryCancel();
            return;
        }

        if (Interlocked.Exchange(ref _ended, 1) == 0)
        {
            Release();
            _message!.Request.TryCancel();
            SetResponse(Response.FromException(new OperationCanceledException(cancellationToken)));
        }
    }

    private void Release()
    {
        _timer?.Dispose();
        _cancellation.Unregister();
    }
}
