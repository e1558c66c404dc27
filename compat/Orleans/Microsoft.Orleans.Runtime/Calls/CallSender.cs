namespace Orleans.Runtime.Calls;

/// <summary>Sends calls: copies what crosses, starts the wait for the answer, and routes.</summary>
internal sealed class CallSender(
    CallSettings settings, MessageRouter router, DeepCopier copier, IEnumerable<IOutgoingGrainCallFilter> filters)
{
    private readonly IOutgoingGrainCallFilter[] _filters = [.. filters];
    private readonly bool _onlyTraces = filters.All(filter => filter is TraceFilter);

    public Task<T> Send<T>(GrainReference target, GrainCall call) =>
        _filters.Length == 0 || (_onlyTraces && TraceFilter.IsIdle) ? SendUnfiltered<T>(target, call) : SendFiltered<T>(target, call);

    public Task<T> SendUnfiltered<T>(GrainReference target, GrainCall call)
    {
        var pending = new PendingCall<T>();
        Start(target, call, pending);
        return pending.Task;
    }

    private async Task<T> SendFiltered<T>(GrainReference target, GrainCall call)
    {
        var context = new OutgoingCallContext<T>(target, call, _filters, this);
        await context.Invoke();
        return context.Response!.GetResult<T>();
    }

    private void Start(GrainReference target, GrainCall call, PendingCall pending)
    {
        try
        {
            var cancellationToken = call.GetCancellationToken();
            cancellationToken.ThrowIfCancellationRequested();
            call.Description.Check();
            call.Detach();
            var oneWay = (call.Options & InvokeMethodOptions.OneWay) != 0;
            var message = new Message
            {
                Request = call,
                Target = target.GrainId,
                InterfaceType = target.InterfaceType,
                Options = call.Options,
                Sender = RuntimeContext.Current?.GrainId,
                RequestContext = ExportContext(),
                Pending = oneWay ? null : pending,
            };
            if (oneWay)
                pending.Complete(Response.Completed);
            else
                pending.Start(message, settings, call.GetDefaultResponseTimeout() ?? settings.Options.ResponseTimeout, cancellationToken);

            router.Route(message);
        }
        catch (Exception exception)
        {
            pending.Complete(Response.FromException(exception));
        }
    }

    private Dictionary<string, object>? ExportContext()
    {
        var values = RequestContext.CallContextData.Value.Values;
        return values is null || values.Count == 0 ? null : copier.Copy(values);
    }
}
