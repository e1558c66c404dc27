namespace Orleans.Runtime.Activations;

/// <summary>Runs an activation's work one item at a time, with the activation as the current context. Awaits return to it.</summary>
internal sealed class ActivationScheduler(IGrainContext context) : TaskScheduler, IWorkItemScheduler, IThreadPoolWorkItem
{
    /// <summary>After so many items the thread goes back to the pool, so that one busy grain does not keep it.</summary>
    private const int MaxItemsAtOnce = 64;

    private readonly Queue<Task> _queue = new();
    private readonly Lock _gate = new();
    private bool _running;

    public override int MaximumConcurrencyLevel => 1;

    public void QueueAction(Action action) => Start(new Task(action));

    public void QueueAction(Action<object> action, object state) => Start(new Task(action!, state));

    void IWorkItemScheduler.QueueTask(Task task) => Start(task);

    public void Execute()
    {
        RuntimeContext.SetExecutionContext(context, out var previous);
        try
        {
            for (var i = 0; i < MaxItemsAtOnce; i++)
            {
                Task? task;
                lock (_gate)
                {
                    if (!_queue.TryDequeue(out task))
                    {
                        _running = false;
                        return;
                    }
                }

                TryExecuteTask(task);
            }
        }
        finally
        {
            RuntimeContext.ResetExecutionContext(previous!);
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
    }

    /// <summary>Starts work that takes nothing of the caller's execution context with it.</summary>
    public void Run(Action<object?> work, object? state)
    {
        if (ExecutionContext.IsFlowSuppressed())
        {
            Start(new Task(work, state));
            return;
        }

        using (ExecutionContext.SuppressFlow())
            Start(new Task(work, state));
    }

    protected override void QueueTask(Task task)
    {
        lock (_gate)
        {
            _queue.Enqueue(task);
            if (_running)
                return;

            _running = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: true);
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, context) && ReferenceEquals(Current, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_gate)
            return [.. _queue];
    }

    private void Start(Task task) => task.Start(this);
}
