namespace Orleans.Runtime.Filters;

/// <summary>A call, with an answer of a known type, on its way out through the outgoing filters.</summary>
internal sealed class OutgoingCallContext<T>(GrainReference target, GrainCall call, IOutgoingGrainCallFilter[] filters, CallSender sender)
    : CallContext(call), IOutgoingGrainCallContext
{
    public override object Grain => target;

    public override GrainId? SourceId => SourceContext?.GrainId;

    public override GrainId TargetId => target.GrainId;

    public override GrainInterfaceType InterfaceType => target.InterfaceType;

    public IGrainContext? SourceContext { get; } = RuntimeContext.Current;

    public override Task Invoke() => Stage < filters.Length ? filters[Stage++].Invoke(this) : SendAsync();

    private async Task SendAsync()
    {
        try
        {
            Response = Response.FromResult(await sender.SendUnfiltered<T>(target, call));
        }
        catch (Exception exception)
        {
            Response = Response.FromException(exception);
            throw;
        }
    }
}
