namespace Orleans.Runtime.Filters;

/// <summary>A call on its way in through the incoming filters, the grain's own last.</summary>
internal sealed class IncomingCallContext(IGrainContext target, Message message, IIncomingGrainCallFilter[] filters)
    : CallContext(message.Request), IIncomingGrainCallContext
{
    public override object Grain => target.GrainInstance!;

    public override GrainId? SourceId => message.Sender;

    public override GrainId TargetId => target.GrainId;

    public override GrainInterfaceType InterfaceType => message.InterfaceType;

    public IGrainContext TargetContext => target;

    public MethodInfo ImplementationMethod => ImplementationOf(InterfaceMethod, Request.GetTarget()!.GetType());

    public override Task Invoke()
    {
        if (Stage < filters.Length)
            return filters[Stage++].Invoke(this);
        return Stage++ == filters.Length && target.GrainInstance is IIncomingGrainCallFilter own ? own.Invoke(this) : InvokeTargetAsync();
    }

    private async Task InvokeTargetAsync() => SetResponse(await Request.Invoke());

    private static MethodInfo ImplementationOf(MethodInfo method, Type implementation)
    {
        if (!method.DeclaringType!.IsInterface || !method.DeclaringType.IsAssignableFrom(implementation))
            return method;

        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        var map = implementation.GetInterfaceMap(method.DeclaringType);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, definition)];
    }
}
