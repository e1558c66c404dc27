using System.Linq.Expressions;

namespace Orleans.Runtime.Calls;

/// <summary>Calls a method of one of the kinds of return types that grain interfaces may have, with code compiled for it.</summary>
internal abstract class MethodShape
{
    /// <summary>The type of the value that comes back; null where there is none.</summary>
    public static Type? ResultTypeOf(MethodInfo method)
    {
        var type = method.ReturnType;
        return type.IsGenericType && type.GetGenericTypeDefinition() is var definition
            && (definition == typeof(Task<>) || definition == typeof(ValueTask<>) || definition == typeof(IAsyncEnumerable<>))
            ? type.GetGenericArguments()[0]
            : null;
    }

    public static MethodShape Of(MethodInfo method)
    {
        var type = method.ReturnType;
        if (ResultTypeOf(method) is { } result)
            return (MethodShape)Activator.CreateInstance(typeof(ResultShape<>).MakeGenericType(result), method)!;

        return type == typeof(Task) || type == typeof(ValueTask) || type == typeof(void)
            ? new VoidShape(method)
            : throw new NotSupportedException(
                $"{method.DeclaringType}.{method.Name} returns {type}; a grain method returns Task, ValueTask, IAsyncEnumerable or void.");
    }

    public abstract ValueTask<Response> Invoke(object target, object?[] arguments);

    /// <summary>Calls the method and hands back what it returned.</summary>
    protected static Func<object, object?[], TReturn> Compile<TReturn>(MethodInfo method)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        var values = method.GetParameters().Select(
            (p, i) => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(i)), p.ParameterType));
        Expression call = Expression.Call(Expression.Convert(target, method.DeclaringType!), method, values);
        return Expression.Lambda<Func<object, object?[], TReturn>>(
            method.ReturnType == typeof(void) ? Expression.Block(call, Expression.Default(typeof(TReturn))) : call, target, arguments).Compile();
    }
}
