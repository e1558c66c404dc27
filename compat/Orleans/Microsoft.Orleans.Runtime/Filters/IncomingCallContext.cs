using System.Reflection;
using System.Runtime.ExceptionServices;
using Orleans.Runtime.Calls;
using Orleans.Serialization.Invocation;

namespace Orleans.Runtime.Filters;

/// <summary>A call on its way in through the incoming filters, the grain's own last.</summary>
internal sealed class IncomingCallContext(IGrainContext target, Message message, IIncomingGrainCallFilter[] filters) : IIncomingGrainCallContext
{
    private int _stage;

    public IInvokable Request => message.Request;

    public object Grain => target.GrainInstance!;

    public GrainId? SourceId => message.Sender;

    public GrainId TargetId => target.GrainId;

    public GrainInterfaceType InterfaceType => message.InterfaceType;

    public string InterfaceName => Request.GetInterfaceName();

    public string MethodName => Request.GetMethodName();

    public MethodInfo InterfaceMethod => Request.GetMethod();

    public IGrainContext TargetContext => target;

    public MethodInfo ImplementationMethod => ImplementationOf(InterfaceMethod, Request.GetTarget()!.GetType());

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    public async Task Invoke()
    {
        if (_stage < filters.Length)
        {
            await filters[_stage++].Invoke(this);
            return;
        }

        if (_stage++ == filters.Length && target.GrainInstance is IIncomingGrainCallFilter own)
        {
            await own.Invoke(this);
            return;
        }

        Response = await Request.Invoke();
        if (Response.Exception is { } exception)
        {
            ExceptionDispatchInfo.Throw(exception);
        }
    }

    private static MethodInfo ImplementationOf(MethodInfo method, Type implementation)
    {
        if (!method.DeclaringType!.IsAssignableFrom(implementation))
        {
            return method;
        }

        var definition = method.IsGenericMethod ? method.GetGenericMethodDefinition() : method;
        var map = implementation.GetInterfaceMap(method.DeclaringType);
        return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, definition)];
    }
}
