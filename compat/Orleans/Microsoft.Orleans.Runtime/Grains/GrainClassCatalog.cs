using System.Collections.Frozen;
using Orleans.Metadata;

namespace Orleans.Runtime.Grains;

/// <summary>Which grain classes the silo offers, and which of them an interface means.</summary>
internal sealed class GrainClassCatalog
{
    private readonly FrozenDictionary<GrainType, Lazy<GrainClass>> _classes;
    private readonly ConcurrentDictionary<(Type, string?), GrainType> _types = new();
    private readonly Type[] _offered;
    private readonly Dictionary<Type, GrainType> _typeOfClass = [];

    public GrainClassCatalog(
        IOptions<GrainTypeOptions> options, IOptions<GrainCollectionOptions> collection, IServiceProvider services)
    {
        _offered = [.. options.Value.Classes.Where(type => !type.ContainsGenericParameters)];
        var classes = new Dictionary<GrainType, Lazy<GrainClass>>();
        foreach (var type in _offered)
        {
            var grainType = GrainTypeNames.Of(type, services);
            if (classes.TryGetValue(grainType, out var other))
            {
                throw new OrleansConfigurationException(
                    $"Two grain classes have the grain type \"{grainType}\": {type} and {other.Value.Type}. Tell them apart with [GrainType].");
            }

            var age = collection.Value.ClassSpecificCollectionAge.GetValueOrDefault(type.FullName!, collection.Value.CollectionAge);
            classes[grainType] = new Lazy<GrainClass>(() => new GrainClass(grainType, type, services, age));
            _typeOfClass[type] = grainType;
        }

        _classes = classes.ToFrozenDictionary();
    }

    public GrainClass? Find(GrainType grainType) => _classes.TryGetValue(grainType, out var found) ? found.Value : null;

    /// <summary>The grain type that an interface means.</summary>
    /// <param name="grainInterface">The grain interface.</param>
    /// <param name="prefix">The beginning of the full name of the class, where several implement the interface.</param>
    /// <exception cref="ArgumentException">No class implements it, or more than one does.</exception>
    public GrainType TypeFor(Type grainInterface, string? prefix) =>
        _types.GetOrAdd((grainInterface, string.IsNullOrEmpty(prefix) ? null : prefix), key => Choose(key.Item1, key.Item2));

    private GrainType Choose(Type grainInterface, string? prefix)
    {
        var candidates = _offered.Where(grainInterface.IsAssignableFrom).ToList();
        if (prefix is not null)
        {
            var byName = candidates.Where(type => type.FullName!.StartsWith(prefix, StringComparison.Ordinal)).ToList();
            candidates = byName.Find(type => type.FullName == prefix) is { } exact ? [exact] : byName;
        }
        else if (candidates.Count > 1)
        {
            var byConvention = candidates.Where(type => grainInterface.Name == $"I{type.Name}").ToList();
            candidates = byConvention.Count == 1 ? byConvention : candidates;
        }

        return candidates switch
        {
            [var only] => _typeOfClass[only],
            [] => throw new ArgumentException(
                $"Could not find an implementation for interface {grainInterface}" + (prefix is null ? "." : $" whose name begins with {prefix}.")),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {grainInterface}. "
                + $"Candidates: {string.Join(", ", candidates)}."),
        };
    }
}
