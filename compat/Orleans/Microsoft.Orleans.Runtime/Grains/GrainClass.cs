using Orleans.Concurrency;
using Orleans.Metadata;

namespace Orleans.Runtime.Grains;

/// <summary>What the runtime knows of a grain class.</summary>
internal sealed class GrainClass
{
    private readonly Func<object, IInvokable, bool>? _mayInterleave;

    public GrainClass(GrainType grainType, Type type, IServiceProvider services, TimeSpan collectionAge)
    {
        GrainType = grainType;
        Type = type;
        Constructor = new GrainConstructor(type);
        var properties = new Dictionary<string, string>();
        foreach (var provider in type.GetCustomAttributes(inherit: true).OfType<IGrainPropertiesProviderAttribute>())
            provider.Populate(services, type, grainType, properties);

        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        _mayInterleave = InterleavePredicate.Find(type, properties.GetValueOrDefault(WellKnownGrainTypeProperties.MayInterleavePredicate));
        MaxLocalWorkers = type.GetCustomAttribute<StatelessWorkerAttribute>()?.PlacementStrategy is StatelessWorkerPlacement workers
            ? workers.MaxLocal
            : 0;
        CollectionAge = collectionAge;
    }

    public GrainType GrainType { get; }

    public Type Type { get; }

    public GrainConstructor Constructor { get; }

    public bool IsReentrant { get; }

    /// <summary>How many activations of one grain a stateless worker may have; 0 for other grains.</summary>
    public int MaxLocalWorkers { get; }

    /// <summary>How long an activation may be idle.</summary>
    public TimeSpan CollectionAge { get; }

    public bool HasInterleaveRule => IsReentrant || _mayInterleave is not null;

    public bool MayInterleave(object instance, IInvokable request) => IsReentrant || _mayInterleave!(instance, request);
}
