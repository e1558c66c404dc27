using System.Linq.Expressions;

namespace Orleans.Runtime.References;

/// <summary>Makes references to grains and observers.</summary>
internal sealed class GrainReferenceFactory(
    CallSender sender, CodecProvider codecs, CopyContextPool contexts, IGrainReferenceRuntime runtime, IServiceProvider services)
{
    private readonly ConcurrentDictionary<(GrainType, Type), Func<IdSpan, GrainReference>> _makers = new();
    private readonly ConcurrentDictionary<Type, Lazy<Func<GrainReferenceShared, IdSpan, GrainReference>>> _proxies = new();

    public GrainReference Create(Type grainInterface, GrainId grainId) =>
        _makers.GetOrAdd((grainId.Type, grainInterface), key => MakerFor(key.Item1, key.Item2))(grainId.Key);

    /// <summary>A reference that has yet to be cast to an interface.</summary>
    public GrainReference CreateUntyped(GrainId grainId) => GrainReference.FromGrainId(Shared(grainId.Type, default), grainId);

    private Func<IdSpan, GrainReference> MakerFor(GrainType grainType, Type grainInterface)
    {
        var name = GrainTypeNames.OfInterface(grainInterface, services);
        var shared = Shared(grainType, name);
        var create = _proxies.GetOrAdd(
            grainInterface, type => new Lazy<Func<GrainReferenceShared, IdSpan, GrainReference>>(() => MakeProxy(type))).Value;
        return key => create(shared, key);
    }

    private GrainReferenceShared Shared(GrainType grainType, GrainInterfaceType interfaceType) =>
        new(grainType, interfaceType, 0, runtime, InvokeMethodOptions.None, codecs, contexts, services);

    private Func<GrainReferenceShared, IdSpan, GrainReference> MakeProxy(Type grainInterface)
    {
        if (!grainInterface.IsInterface || !typeof(IAddressable).IsAssignableFrom(grainInterface))
            throw new ArgumentException($"{grainInterface} is not a grain interface.");

        var proxy = ProxyEmitter.Emit(grainInterface);
        var methods = ProxyEmitter.MethodsOf(grainInterface).Select(m => new GrainMethod(grainInterface, m, codecs.Copiers, sender));
        proxy.GetField(ProxyEmitter.MethodsField)!.SetValue(null, methods.ToArray());
        var shared = Expression.Parameter(typeof(GrainReferenceShared));
        var key = Expression.Parameter(typeof(IdSpan));
        return Expression.Lambda<Func<GrainReferenceShared, IdSpan, GrainReference>>(
            Expression.New(proxy.GetConstructors()[0], shared, key), shared, key).Compile();
    }
}
