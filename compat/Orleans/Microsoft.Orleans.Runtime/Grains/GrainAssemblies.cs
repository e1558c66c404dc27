namespace Orleans.Runtime.Grains;

/// <summary>Finds the application's assemblies: those, among the loaded ones and what they refer to, that refer to Orleans.</summary>
internal static class GrainAssemblies
{
    private static readonly string[] FrameworkPrefixes = ["System.", "Microsoft.", "netstandard", "mscorlib", "Orleans."];

    public static IReadOnlyList<Type> Types()
    {
        var abstractions = typeof(IGrain).Assembly.GetName().Name;
        var types = new List<Type>();
        foreach (var assembly in Closure().Where(a => a.GetReferencedAssemblies().Any(reference => reference.Name == abstractions)))
            types.AddRange(assembly.GetTypes());

        return types;
    }

    public static bool IsGrainClass(Type type) =>
        type is { IsClass: true, IsAbstract: false, IsNestedPrivate: false }
        && typeof(IGrain).IsAssignableFrom(type) && !typeof(GrainReference).IsAssignableFrom(type);

    public static bool IsGrainInterface(Type type) => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type);

    private static HashSet<Assembly> Closure()
    {
        var found = new HashSet<Assembly>();
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(IsApplication));
        while (open.TryDequeue(out var assembly))
        {
            if (!found.Add(assembly))
                continue;

            foreach (var name in assembly.GetReferencedAssemblies().Where(name => !IsFramework(name.Name!)))
            {
                if (TryLoad(name) is { } referenced)
                    open.Enqueue(referenced);
            }
        }

        return found;
    }

    private static bool IsApplication(Assembly assembly) => !assembly.IsDynamic && !IsFramework(assembly.GetName().Name!);

    private static bool IsFramework(string name) => FrameworkPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (IOException)
        {
            // A reference that is not deployed holds no grains.
            return null;
        }
    }
}
