namespace Orleans.Runtime.Calls;

/// <summary>A call of a grain method that returns a sequence; the abstractions fetch the items through a grain extension.</summary>
internal sealed class GrainStreamCall<T>(GrainMethod method, object?[] arguments) : AsyncEnumerableRequest<T>
{
    private object? _target;

    public override bool IsCancellable => method.CancellationIndex >= 0;

    /// <summary>Makes the call the callee's own: copied arguments.</summary>
    public void Detach() => method.CopyArguments(arguments);

    public override object GetTarget() => _target!;

    public override void SetTarget(ITargetHolder holder) => _target = holder.GetTarget();

    public override int GetArgumentCount() => arguments.Length;

    public override object GetArgument(int index) => arguments[index]!;

    public override void SetArgument(int index, object value) => arguments[index] = value;

    public override string GetMethodName() => method.Method.Name;

    public override string GetInterfaceName() => method.Interface.FullName!;

    public override string GetActivityName() => $"{method.Interface.Name}/{method.Method.Name}";

    public override Type GetInterfaceType() => method.Interface;

    public override MethodInfo GetMethod() => method.Method;

    public override TimeSpan? GetDefaultResponseTimeout() => method.ResponseTimeout;

    public override CancellationToken GetCancellationToken() =>
        IsCancellable ? (CancellationToken)arguments[method.CancellationIndex]! : CancellationToken.None;

    public override void Dispose()
    {
    }

    protected override IAsyncEnumerable<T> InvokeInner() => ((ResultShape<T>)method.Shape).InvokeStream(_target!, arguments);
}
