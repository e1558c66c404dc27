namespace Orleans.Runtime.Calls;

/// <summary>A call of a grain method with its arguments.</summary>
internal sealed class GrainCall : RequestBase
{
    private readonly GrainMethod _method;
    private readonly object?[] _arguments;
    private CancellationTokenSource? _cancellation;
    private object? _target;

    public GrainCall(GrainMethod method, object?[] arguments)
    {
        _method = method;
        _arguments = arguments;
        Options = method.Options;
    }

    public GrainMethod Description => _method;

    public override bool IsCancellable => _method.CancellationIndex >= 0;

    /// <summary>Makes the call the callee's own: copied arguments, and a token that the caller's cancellation reaches through it.</summary>
    public void Detach()
    {
        _method.CopyArguments(_arguments);
        if (IsCancellable)
        {
            _cancellation = new CancellationTokenSource();
            _arguments[_method.CancellationIndex] = _cancellation.Token;
        }
    }

    public override async ValueTask<Response> Invoke()
    {
        try
        {
            return await _method.Shape.Invoke(_target!, _arguments);
        }
        catch (Exception exception)
        {
            return Response.FromException(exception);
        }
    }

    public override object GetTarget() => _target!;

    public override void SetTarget(ITargetHolder holder)
    {
        var instance = holder.GetTarget();
        _target = _method.Interface.IsInstanceOfType(instance)
            ? instance
            : holder.GetComponent(_method.Interface) ?? throw new GrainExtensionNotInstalledException(
                $"No extension of type {_method.Interface} is installed on {holder}, which does not implement it.");
    }

    public override int GetArgumentCount() => _arguments.Length;

    public override object GetArgument(int index) => _arguments[index]!;

    public override void SetArgument(int index, object value) => _arguments[index] = value;

    public override string GetMethodName() => _method.Method.Name;

    public override string GetInterfaceName() => _method.Interface.FullName!;

    public override string GetActivityName() => $"{_method.Interface.Name}/{_method.Method.Name}";

    public override Type GetInterfaceType() => _method.Interface;

    public override MethodInfo GetMethod() => _method.Method;

    public override TimeSpan? GetDefaultResponseTimeout() => _method.ResponseTimeout;

    public override CancellationToken GetCancellationToken() =>
        IsCancellable ? (CancellationToken)_arguments[_method.CancellationIndex]! : CancellationToken.None;

    public override bool TryCancel()
    {
        if (_cancellation is null)
            return false;

        // Callbacks of the grain's token run on their own, never on the caller's thread.
        _ = _cancellation.CancelAsync();
        return true;
    }

    public override void Dispose()
    {
    }

    public override string ToString() => _method.ToString();
}
