namespace Orleans.Runtime.Observers;

/// <summary>Calls one observer, one call at a time.</summary>
internal sealed class ObserverQueue(IGrainObserver observer) : ITargetHolder
{
    private readonly WeakReference<IGrainObserver> _observer = new(observer);
    private readonly Queue<Message> _waiting = new();
    private readonly Lock _gate = new();
    private bool _running;

    public bool IsAlive => _observer.TryGetTarget(out _);

    public object? GetTarget() => _observer.TryGetTarget(out var target) ? target : null;

    public object? GetComponent(Type componentType) => null;

    public void Receive(Message message)
    {
        if (message.IsAlwaysInterleave)
        {
            Start(() => InvokeAsync(message));
            return;
        }

        lock (_gate)
        {
            _waiting.Enqueue(message);
            if (_running)
                return;

            _running = true;
        }

        Start(RunAsync);
    }

    private static void Start(Func<Task> work) => ThreadPool.UnsafeQueueUserWorkItem(static w => _ = w(), work, preferLocal: false);

    private async Task RunAsync()
    {
        while (true)
        {
            Message? next;
            lock (_gate)
            {
                if (!_waiting.TryDequeue(out next))
                {
                    _running = false;
                    return;
                }
            }

            await InvokeAsync(next);
        }
    }

    private async Task InvokeAsync(Message message)
    {
        Response response;
        try
        {
            RequestContext.CallContextData.Value = new RequestContext.ContextProperties { Values = message.RequestContext! };
            message.Request.SetTarget(this);
            response = message.CopyForCaller(await message.Request.Invoke());
        }
        catch (Exception exception)
        {
            response = Response.FromException(exception);
        }

        message.Pending?.Complete(response);
    }
}
