namespace Orleans.Runtime.Activations;

/// <summary>How an activation begins and ends.</summary>
internal sealed partial class Activation
{
    public void Activate(Dictionary<string, object>? requestContext, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (State != ActivationState.Creating)
                return;

            State = ActivationState.Activating;
        }

        _scheduler.Run(static state =>
        {
            var (self, context) = ((Activation, Dictionary<string, object>?))state!;
            _ = self.BeginAsync(context);
        }, (this, requestContext));
    }

    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (State is ActivationState.Deactivating or ActivationState.Invalid)
                return;

            _reason = deactivationReason;
            _deactivationToken = cancellationToken;
            if (State != ActivationState.Activating)
            {
                _wasValid = State == ActivationState.Valid;
                State = ActivationState.Deactivating;
            }
        }

        // While it begins, its beginning sees the cancellation and ends it.
        _ = _activating.CancelAsync();
        Pump();
    }

    private async Task BeginAsync(Dictionary<string, object>? requestContext)
    {
        try
        {
            if (requestContext is not null)
                RequestContext.CallContextData.Value = new RequestContext.ContextProperties { Values = requestContext };

            using var timeout = new CancellationTokenSource(_shared.Collection.ActivationTimeout, _shared.Clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _activating.Token);
            _scope = _shared.Services.CreateAsyncScope();
            GrainInstance = Class.Constructor.Create(this);
            (GrainInstance as ILifecycleParticipant<IGrainLifecycle>)?.Participate(_lifecycle);
            await _lifecycle.OnStart(either.Token);
            if (GrainInstance is IGrainBase grain)
                await grain.OnActivateAsync(either.Token).WaitAsync(either.Token);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !_activating.IsCancellationRequested)
        {
            await FailAsync(exception);
            return;
        }
        catch (OperationCanceledException)
        {
            // Told to end while it began: its messages go to the next activation.
        }

        lock (_gate)
        {
            _idleSince = _shared.Clock.GetTimestamp();
            State = _activating.IsCancellationRequested ? ActivationState.Deactivating : ActivationState.Valid;
        }

        Pump();
    }

    private async Task FailAsync(Exception exception)
    {
        LogActivationFailed(_shared.Logger, exception, this);
        try
        {
            await _lifecycle.OnStop(CancellationToken.None);
        }
        finally
        {
            await ReleaseAsync();
        }

        foreach (var message in Leave())
            message.Pending?.Complete(Response.FromException(exception));

        _deactivated.TrySetResult();
    }

    private async Task EndAsync()
    {
        EndTimers();
        using var timeout = new CancellationTokenSource(_shared.Collection.DeactivationTimeout, _shared.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, _deactivationToken);
        try
        {
            if (_wasValid && GrainInstance is IGrainBase grain)
                await grain.OnDeactivateAsync(_reason, either.Token).WaitAsync(either.Token);
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(_shared.Logger, exception, this);
        }

        await _lifecycle.OnStop(either.Token);
        await ReleaseAsync();
        foreach (var message in Leave().Where(message => !message.IsLocalOnly))
            Forward(message);

        _deactivated.TrySetResult();
    }

    private void Forward(Message message)
    {
        try
        {
            message.CountForward(_shared.Messaging.MaxForwardCount);
            _owner.Route(message);
        }
        catch (Exception exception)
        {
            message.Pending?.Complete(Response.FromException(exception));
        }
    }

    /// <summary>Leaves the directory; from here on messages go to the next activation.</summary>
    private IReadOnlyList<Message> Leave()
    {
        _owner.OnEnded(this);
        lock (_gate)
        {
            State = ActivationState.Invalid;
            return _calls.TakeAllWaiting();
        }
    }

    private void EndTimers()
    {
        foreach (var timer in Timers.Keys)
            timer.Dispose();
    }

    private async Task ReleaseAsync()
    {
        EndTimers();
        try
        {
            foreach (var owned in _components.Values.Append(GrainInstance).OfType<IAsyncDisposable>())
                await owned.DisposeAsync();

            if (GrainInstance is IDisposable and not IAsyncDisposable)
                ((IDisposable)GrainInstance).Dispose();

            if (_scope.ServiceProvider is not null)
                await _scope.DisposeAsync();
        }
        catch (Exception exception)
        {
            LogDeactivationFailed(_shared.Logger, exception, this);
        }
    }
}
