namespace Orleans.Runtime.Grains;

/// <summary>Finds the method that <see cref="Concurrency.MayInterleaveAttribute"/> names.</summary>
internal static class InterleavePredicate
{
    private const BindingFlags Anywhere =
        BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.FlattenHierarchy;

    public static Func<object, IInvokable, bool>? Find(Type grainClass, string? name)
    {
        if (name is null)
            return null;

        var method = grainClass.GetMethod(name, Anywhere);
        if (method is null || method.ReturnType != typeof(bool) || method.GetParameters() is not [{ } only]
            || only.ParameterType != typeof(IInvokable))
        {
            throw new InvalidOperationException($"{grainClass} has no method bool {name}({nameof(IInvokable)}), which [MayInterleave] names.");
        }

        return (grain, request) => (bool)method.Invoke(grain, BindingFlags.DoNotWrapExceptions, null, [request], null)!;
    }
}
