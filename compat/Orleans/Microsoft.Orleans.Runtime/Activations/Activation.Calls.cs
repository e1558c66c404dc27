namespace Orleans.Runtime.Activations;

/// <summary>How calls are queued and run.</summary>
internal sealed partial class Activation
{
    public void ReceiveMessage(object message) => Receive((Message)message);

    public void Receive(Message message)
    {
        bool gone;
        lock (_gate)
        {
            gone = State == ActivationState.Invalid;
            if (!gone)
                _calls.Add(message);
        }

        if (!gone)
            Pump();
        else if (!message.IsLocalOnly)
            Forward(message);
    }

    /// <summary>Begins whatever may begin now: waiting calls, or the end.</summary>
    private void Pump()
    {
        while (true)
        {
            Message? next;
            lock (_gate)
            {
                if (State == ActivationState.Deactivating && !_calls.IsExecuting && !_endBegun)
                {
                    _endBegun = true;
                    _scheduler.Run(static self => _ = ((Activation)self!).EndAsync(), this);
                    return;
                }

                next = State switch
                {
                    ActivationState.Valid => _calls.TryTake(localOnly: false),
                    ActivationState.Deactivating => _calls.TryTake(localOnly: true),
                    _ => null,
                };
            }

            if (next is null)
                return;

            _scheduler.Run(static state => _ = ((Running)state!).Go(), new Running(this, next));
        }
    }

    private async Task RunAsync(Message message)
    {
        if (!message.IsAbandoned || !_shared.Messaging.DropExpiredMessages)
        {
            var response = await InvokeAsync(message);
            if (response.Exception is { } exception)
                OnException(message, exception);

            message.Pending?.Complete(response);
        }

        lock (_gate)
        {
            _calls.End(message);
            if (message.IsKeepAlive)
                _idleSince = _shared.Clock.GetTimestamp();
        }

        Pump();
    }

    private async Task<Response> InvokeAsync(Message message)
    {
        try
        {
            if (message.RequestContext is { } context)
                RequestContext.CallContextData.Value = new RequestContext.ContextProperties { Values = context };

            message.Request.SetTarget(this);
            if (_shared.Filters.Length > 0 || GrainInstance is IIncomingGrainCallFilter)
            {
                var filtered = new IncomingCallContext(this, message, _shared.Filters);
                await filtered.Invoke();
                return message.CopyForCaller(filtered.Response ?? Response.Completed);
            }

            return message.CopyForCaller(await message.Request.Invoke());
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    private void OnException(Message message, Exception exception)
    {
        if ((message.Options & InvokeMethodOptions.OneWay) != 0)
            LogOneWayFailed(_shared.Logger, exception, message.Request.GetMethodName(), this);

        if (exception is InconsistentStateException { IsSourceActivation: true } inconsistent)
        {
            inconsistent.IsSourceActivation = false;
            Deactivate(
                new DeactivationReason(DeactivationReasonCode.ApplicationError, LogFormatter.PrintException(exception)), CancellationToken.None);
        }
    }

    private sealed class Running(Activation activation, Message message)
    {
        public Task Go() => activation.RunAsync(message);
    }
}
