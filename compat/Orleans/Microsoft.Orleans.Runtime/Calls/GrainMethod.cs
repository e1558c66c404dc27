using System.Globalization;
using Orleans.Concurrency;

namespace Orleans.Runtime.Calls;

/// <summary>A method of a grain interface: how it is called, copied for and scheduled. Proxies hold one for each of their methods.</summary>
internal sealed class GrainMethod
{
    private readonly CopierCatalog _catalog;
    private readonly Lazy<Copier?[]> _arguments;
    private readonly Lazy<MethodShape> _shape;
    private readonly Lazy<Copier?> _result;
    private readonly ConcurrentDictionary<Type, GrainMethod>? _ofOneArgument;

    public GrainMethod(Type grainInterface, MethodInfo method, CopierCatalog catalog, CallSender sender)
    {
        Interface = grainInterface;
        Method = method;
        Sender = sender;
        _catalog = catalog;
        var parameters = method.GetParameters();
        CancellationIndex = Array.FindIndex(parameters, p => p.ParameterType == typeof(CancellationToken));
        Options = OptionsOf(method);
        ResponseTimeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        _arguments = new Lazy<Copier?[]>(() => [.. parameters.Select(CopierOf)]);
        _shape = new Lazy<MethodShape>(() => MethodShape.Of(method));
        _result = new Lazy<Copier?>(() => ResultCopier(method));
        _ofOneArgument = method.IsGenericMethodDefinition ? new() : null;
    }

    public Type Interface { get; }

    public MethodInfo Method { get; }

    public CallSender Sender { get; }

    public InvokeMethodOptions Options { get; }

    public TimeSpan? ResponseTimeout { get; }

    /// <summary>Where the cancellation token is among the arguments; -1: nowhere.</summary>
    public int CancellationIndex { get; }

    public MethodShape Shape => _shape.Value;

    /// <summary>The method with its type argument put in; called by proxies of generic methods.</summary>
    public GrainMethod OfType(Type argument) =>
        _ofOneArgument!.GetOrAdd(argument, type => new GrainMethod(Interface, Method.MakeGenericMethod(type), _catalog, Sender));

    /// <summary>Replaces the arguments by copies that the callee may keep.</summary>
    public void CopyArguments(object?[] arguments)
    {
        var copiers = _arguments.Value;
        CopyContext? context = null;
        for (var i = 0; i < copiers.Length; i++)
        {
            if (copiers[i] is { } copier && arguments[i] is { } argument)
            {
                context ??= CopyContextPool.Rent();
                arguments[i] = copier.CopyObject(argument, context);
            }
        }

        if (context is not null)
            CopyContextPool.Return(context);
    }

    /// <summary>A copy of a result that the caller may keep.</summary>
    public object? CopyResult(object? result)
    {
        if (result is null || _result.Value is not { } copier)
            return result;

        var context = CopyContextPool.Rent();
        var copy = copier.CopyObject(result, context);
        CopyContextPool.Return(context);
        return copy;
    }

    /// <summary>Finds out, before anything is sent, whether everything that crosses the boundary is annotated.</summary>
    public void Check()
    {
        _ = _arguments.Value;
        _ = _result.Value;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Interface}.{Method.Name}");

    private static InvokeMethodOptions OptionsOf(MethodInfo method)
    {
        var options = InvokeMethodOptions.None;
        options |= method.IsDefined(typeof(OneWayAttribute)) ? InvokeMethodOptions.OneWay : 0;
        options |= method.IsDefined(typeof(ReadOnlyAttribute)) ? InvokeMethodOptions.ReadOnly : 0;
        options |= method.IsDefined(typeof(AlwaysInterleaveAttribute)) ? InvokeMethodOptions.AlwaysInterleave : 0;
        return options;
    }

    private Copier? CopierOf(ParameterInfo parameter) =>
        parameter.IsDefined(typeof(ImmutableAttribute)) ? null : NeededCopier(parameter.ParameterType);

    private Copier? ResultCopier(MethodInfo method) =>
        method.ReturnParameter.IsDefined(typeof(ImmutableAttribute)) || MethodShape.ResultTypeOf(method) is not { } type
            ? null
            : NeededCopier(type);

    private Copier? NeededCopier(Type type)
    {
        try
        {
            return _catalog.For(type) is { IsShallow: false } copier ? copier : null;
        }
        catch (CodecNotFoundException exception)
        {
            throw new CodecNotFoundException($"{exception.Message} It is needed by {this}.");
        }
    }
}
