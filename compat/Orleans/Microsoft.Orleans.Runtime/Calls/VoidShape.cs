namespace Orleans.Runtime.Calls;

/// <summary>A method without a result.</summary>
internal sealed class VoidShape(MethodInfo method) : MethodShape
{
    private readonly Func<object, object?[], Task?>? _task = method.ReturnType == typeof(ValueTask) ? null : Compile<Task?>(method);
    private readonly Func<object, object?[], ValueTask>? _valueTask = method.ReturnType == typeof(ValueTask) ? Compile<ValueTask>(method) : null;

    public override ValueTask<Response> Invoke(object target, object?[] arguments)
    {
        var call = _valueTask is not null ? _valueTask(target, arguments) : new ValueTask(_task!(target, arguments) ?? Task.CompletedTask);
        return call.IsCompletedSuccessfully ? new(Response.Completed) : Await(call);
    }

    private static async ValueTask<Response> Await(ValueTask call)
    {
        await call;
        return Response.Completed;
    }
}
