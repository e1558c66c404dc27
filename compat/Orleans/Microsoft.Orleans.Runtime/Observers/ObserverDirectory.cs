namespace Orleans.Runtime.Observers;

/// <summary>The objects that grains call back. They are held weakly: whoever registers one keeps it alive.</summary>
internal sealed class ObserverDirectory
{
    private readonly ClientGrainId _client = ClientGrainId.Create();
    private readonly ConcurrentDictionary<GrainId, ObserverQueue> _observers = new();

    public GrainId Add(IGrainObserver observer)
    {
        if (observer is GrainReference)
            throw new ArgumentException("Argument obj is already a grain reference.");

        var id = ObserverGrainId.Create(_client).GrainId;
        _observers[id] = new ObserverQueue(observer);
        return id;
    }

    public void Remove(GrainId id)
    {
        if (!_observers.TryRemove(id, out _))
            throw new ArgumentException($"Reference {id} is not associated with a local object.");
    }

    public void Route(ObserverGrainId id, Message message)
    {
        if (_observers.TryGetValue(id.GrainId, out var observer) && observer.IsAlive)
        {
            observer.Receive(message);
            return;
        }

        _observers.TryRemove(id.GrainId, out _);
        message.Pending?.Complete(Response.FromException(
            new ClientNotAvailableException($"The observer {id.GrainId} is gone: {message}.")));
    }
}
