namespace Orleans.Runtime.Filters;

/// <summary>A call on its way out through the outgoing filters.</summary>
internal sealed class OutgoingCallContext(
    GrainReference target, GrainCall call, IOutgoingGrainCallFilter[] filters, Func<Task<Response>> send)
    : CallContext(call), IOutgoingGrainCallContext
{
    public override object Grain => target;

    public override GrainId? SourceId => SourceContext?.GrainId;

    public override GrainId TargetId => target.GrainId;

    public override GrainInterfaceType InterfaceType => target.InterfaceType;

    public IGrainContext? SourceContext { get; } = RuntimeContext.Current;

    public override Task Invoke() => Stage < filters.Length ? filters[Stage++].Invoke(this) : SendAsync();

    private async Task SendAsync() => SetResponse(await send());
}
