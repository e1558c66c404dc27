namespace Orleans.Runtime.Filters;

/// <summary>A call on its way through filters.</summary>
internal abstract class CallContext(IInvokable request) : IGrainCallContext
{
    public IInvokable Request => request;

    public abstract object Grain { get; }

    public abstract GrainId? SourceId { get; }

    public abstract GrainId TargetId { get; }

    public abstract GrainInterfaceType InterfaceType { get; }

    public string InterfaceName => request.GetInterfaceName();

    public string MethodName => request.GetMethodName();

    public MethodInfo InterfaceMethod => request.GetMethod();

    public Response? Response { get; set; }

    public object? Result
    {
        get => Response?.Result;
        set => Response = Response.FromResult(value);
    }

    protected int Stage { get; set; }

    public abstract Task Invoke();

    /// <summary>A filter sees a failure as an exception.</summary>
    protected void SetResponse(Response response)
    {
        Response = response;
        if (response.Exception is { } exception)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(exception);
    }
}
