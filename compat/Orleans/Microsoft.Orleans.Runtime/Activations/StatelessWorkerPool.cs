namespace Orleans.Runtime.Activations;

/// <summary>The activations of one stateless worker: an idle one takes a call, else a new one up to the limit, else the least busy.</summary>
internal sealed class StatelessWorkerPool(GrainId grainId, GrainClass grainClass, ActivationShared shared) : IActivationOwner
{
    private readonly List<Activation> _workers = [];
    private readonly Lock _gate = new();

    public IReadOnlyList<Activation> All
    {
        get
        {
            lock (_gate)
                return [.. _workers];
        }
    }

    public void Route(Message message)
    {
        Activation worker;
        lock (_gate)
        {
            var best = _workers.Where(w => w.State <= ActivationState.Valid).MinBy(w => w.Load);
            if (best is null || (best.Load > 0 && _workers.Count < grainClass.MaxLocalWorkers))
            {
                best = new Activation(grainId, grainClass, shared, this);
                _workers.Add(best);
            }

            worker = best;
            worker.Receive(message);
        }

        worker.Activate(message.RequestContext, CancellationToken.None);
    }

    public void OnEnded(Activation activation)
    {
        lock (_gate)
            _workers.Remove(activation);
    }
}
