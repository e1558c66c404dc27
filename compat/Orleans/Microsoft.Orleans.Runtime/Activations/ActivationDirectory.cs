namespace Orleans.Runtime.Activations;

/// <summary>Which grains are active, and where messages to them go.</summary>
internal sealed class ActivationDirectory(GrainClassCatalog classes, ActivationShared shared) : IActivationOwner
{
    private readonly ConcurrentDictionary<GrainId, Activation> _active = new();
    private readonly ConcurrentDictionary<GrainId, StatelessWorkerPool> _workers = new();
    private volatile bool _open;

    /// <summary>All activations of this moment.</summary>
    public IReadOnlyList<Activation> All => [.. _active.Values.Concat(_workers.Values.SelectMany(pool => pool.All))];

    public int Count => _active.Count + _workers.Values.Sum(pool => pool.All.Count);

    public void Open() => _open = true;

    public void Close() => _open = false;

    public void Route(Message message)
    {
        if (!_open)
            throw new SiloUnavailableException($"The silo does not run (it has not started, or it stops): {message}.");

        if (_active.TryGetValue(message.Target, out var active))
        {
            active.Receive(message);
            return;
        }

        var grainClass = classes.Find(message.Target.Type)
            ?? throw new ArgumentException($"No grain class of this silo has the grain type \"{message.Target.Type}\".");
        if (grainClass.MaxLocalWorkers > 0)
        {
            _workers.GetOrAdd(message.Target, id => new StatelessWorkerPool(id, grainClass, shared)).Route(message);
            return;
        }

        active = _active.GetOrAdd(message.Target, id => new Activation(id, grainClass, shared, this));
        active.Receive(message);
        active.Activate(message.RequestContext, CancellationToken.None);
    }

    public void OnEnded(Activation activation) => _active.TryRemove(KeyValuePair.Create(activation.GrainId, activation));

    /// <summary>Deactivates all and waits until they are gone.</summary>
    public async Task EndAllAsync(CancellationToken cancellationToken)
    {
        var all = All;
        foreach (var activation in all)
        {
            activation.Deactivate(
                new DeactivationReason(DeactivationReasonCode.ShuttingDown, "This process is terminating."), cancellationToken);
        }

        await Task.WhenAll(all.Select(activation => activation.Deactivated)).WaitAsync(cancellationToken);
    }
}
