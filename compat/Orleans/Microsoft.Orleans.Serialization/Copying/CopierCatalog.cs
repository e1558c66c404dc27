using System.Collections.Concurrent;

namespace Orleans.Serialization.Copying;

/// <summary>Makes and keeps the copier of each type.</summary>
internal sealed class CopierCatalog
{
    private readonly ConcurrentDictionary<Type, Copier> _declared = new();
    private readonly ConcurrentDictionary<Type, Copier> _exact = new();
    private readonly Dictionary<Type, Type> _converters = [];
    private readonly HashSet<Type> _examined = [];
    private readonly Lock _gate = new();
    private readonly ICopierSource[] _sources;
    private readonly IServiceProvider _services;

    public CopierCatalog(IEnumerable<ICopierSource> sources, IEnumerable<Type> converters, IServiceProvider services)
    {
        _sources = [.. sources];
        _services = services;
        foreach (var converter in converters)
        {
            var contract = converter.GetInterfaces().FirstOrDefault(IsConverter)
                ?? throw new InvalidOperationException($"{converter} has [RegisterConverter] but is no IConverter<TValue, TSurrogate>.");
            _converters[contract.GetGenericArguments()[0]] = converter;
        }
    }

    /// <summary>The copier of a declared type, whose values may be of subtypes.</summary>
    public Copier<T> For<T>() => (Copier<T>)For(typeof(T));

    /// <inheritdoc cref="For{T}"/>
    public Copier For(Type type) => _declared.TryGetValue(type, out var known) ? known : Make(type, _declared, MakeDeclared);

    /// <summary>The copier of values that are exactly of a type.</summary>
    public Copier Exact(Type type) => _exact.TryGetValue(type, out var known) ? known : Make(type, _exact, MakeExact);

    internal static Copier New(Type definition, Type[] arguments, params object?[] parameters) =>
        (Copier)Activator.CreateInstance(definition.MakeGenericType(arguments), parameters)!;

    private Copier Make(Type type, ConcurrentDictionary<Type, Copier> kept, Func<Type, Copier> make)
    {
        lock (_gate)
        {
            if (kept.TryGetValue(type, out var known))
                return known;

            if (kept == _exact && !_examined.Add(type))
                return New(typeof(DeferredCopy<>), [type], this);

            try
            {
                return kept[type] = make(type);
            }
            finally
            {
                if (kept == _exact)
                    _examined.Remove(type);
            }
        }
    }

    private Copier MakeDeclared(Type type)
    {
        if (type.IsInterface || type.IsAbstract || type == typeof(object))
            return TryFromSources(type) ?? (ShallowTypes.Contains(type) ? Exact(type) : New(typeof(PolymorphicCopy<>), [type], this, null));

        var own = Exact(type);
        return type.IsSealed || own.IsShallow || type.IsArray ? own : New(typeof(PolymorphicCopy<>), [type], this, own);
    }

    private Copier MakeExact(Type type)
    {
        if (ShallowTypes.Contains(type) || type == typeof(object))
            return New(typeof(ShallowCopy<>), [type]);

        return TryFromSources(type) ?? TryFromConverter(type) ?? CollectionCopiers.TryCreate(type, this)
            ?? AnnotatedCopiers.Create(type, this);
    }

    private Copier? TryFromSources(Type type)
    {
        foreach (var source in _sources)
        {
            if (source.TryCreate(type, out var copier))
                return copier;
        }

        return null;
    }

    private Copier? TryFromConverter(Type type)
    {
        if (!_converters.TryGetValue(type, out var converter))
            return null;

        var arguments = converter.GetInterfaces().First(IsConverter).GetGenericArguments();
        var instance = ActivatorUtilities.GetServiceOrCreateInstance(_services, converter);
        return New(typeof(SurrogateCopy<,>), arguments, instance, For(arguments[1]));
    }

    private static bool IsConverter(Type contract) =>
        contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IConverter<,>);
}
