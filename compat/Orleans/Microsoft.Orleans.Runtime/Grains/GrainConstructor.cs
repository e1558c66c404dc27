namespace Orleans.Runtime.Grains;

/// <summary>Makes instances of a grain class: services by type, persistent states by attribute.</summary>
internal sealed class GrainConstructor
{
    private readonly Func<IGrainContext, object>[] _states;
    private readonly ObjectFactory _factory;

    public GrainConstructor(Type type)
    {
        var parameters = type.GetConstructors()
            .Select(constructor => constructor.GetParameters().Where(p => p.IsDefined(typeof(PersistentStateAttribute))).ToList())
            .MaxBy(found => found.Count) ?? [];
        _states = [.. parameters.Select(StateOf)];
        _factory = ActivatorUtilities.CreateFactory(type, [.. parameters.Select(p => p.ParameterType)]);
    }

    public object Create(IGrainContext context) => _factory(context.ActivationServices, [.. _states.Select(state => state(context))]);

    private static Func<IGrainContext, object> StateOf(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
            throw new ArgumentException($"{parameter.Name} of {parameter.Member.DeclaringType} has [PersistentState] but is no IPersistentState<T>.");

        var attribute = parameter.GetCustomAttribute<PersistentStateAttribute>()!;
        var name = string.IsNullOrEmpty(attribute.StateName) ? parameter.Name! : attribute.StateName;
        var create = typeof(GrainConstructor).GetMethod(nameof(NewState), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<IGrainContext, string, IGrainStorage, object>>();
        return context => create(
            context, name, GrainStorageHelpers.Find(context.ActivationServices, attribute.StorageName, context.GrainId.Type.ToString()!));
    }

    private static PersistentState<TState> NewState<TState>(IGrainContext context, string name, IGrainStorage storage) =>
        new(name, context, storage);
}
