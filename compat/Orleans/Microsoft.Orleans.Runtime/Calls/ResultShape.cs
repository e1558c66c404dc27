namespace Orleans.Runtime.Calls;

/// <summary>A method with a result, or with a sequence of them.</summary>
internal sealed class ResultShape<T>(MethodInfo method) : MethodShape
{
    private readonly Func<object, object?[], Task<T>>? _task = method.ReturnType == typeof(Task<T>) ? Compile<Task<T>>(method) : null;

    private readonly Func<object, object?[], ValueTask<T>>? _valueTask =
        method.ReturnType == typeof(ValueTask<T>) ? Compile<ValueTask<T>>(method) : null;

    private readonly Func<object, object?[], IAsyncEnumerable<T>>? _stream =
        method.ReturnType == typeof(IAsyncEnumerable<T>) ? Compile<IAsyncEnumerable<T>>(method) : null;

    public override ValueTask<Response> Invoke(object target, object?[] arguments)
    {
        var call = _valueTask is not null ? _valueTask(target, arguments) : new ValueTask<T>(_task!(target, arguments));
        return call.IsCompletedSuccessfully ? new(Response.FromResult(call.Result)) : Await(call);
    }

    public IAsyncEnumerable<T> InvokeStream(object target, object?[] arguments) => _stream!(target, arguments);

    private static async ValueTask<Response> Await(ValueTask<T> call) => Response.FromResult(await call);
}
