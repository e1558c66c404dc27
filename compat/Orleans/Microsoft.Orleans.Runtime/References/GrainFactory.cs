namespace Orleans.Runtime.References;

/// <summary>Makes references by key, for grains and for the rest of the process.</summary>
internal sealed class GrainFactory(
    GrainReferenceFactory references, GrainClassCatalog classes, ObserverDirectory observers, IServiceProvider services) : IClusterClient
{
    public IServiceProvider ServiceProvider => services;

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
        (TGrainInterface)GetGrain(typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey), grainClassNamePrefix!);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey =>
        (TGrainInterface)GetGrain(typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey), grainClassNamePrefix!);

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey =>
        (TGrainInterface)GetGrain(typeof(TGrainInterface), StringKey(primaryKey), grainClassNamePrefix!);

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey =>
        (TGrainInterface)GetGrain(
            typeof(TGrainInterface), GrainIdKeyExtensions.CreateGuidKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix!);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey =>
        (TGrainInterface)GetGrain(
            typeof(TGrainInterface), GrainIdKeyExtensions.CreateIntegerKey(primaryKey, Extension(keyExtension)), grainClassNamePrefix!);

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) =>
        (IGrain)GetGrain(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) =>
        (IGrain)GetGrain(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => (IGrain)GetGrain(grainInterfaceType, StringKey(grainPrimaryKey));

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) =>
        (IGrain)GetGrain(grainInterfaceType, GrainIdKeyExtensions.CreateGuidKey(grainPrimaryKey, Extension(keyExtension)));

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) =>
        (IGrain)GetGrain(grainInterfaceType, GrainIdKeyExtensions.CreateIntegerKey(grainPrimaryKey, Extension(keyExtension)));

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable =>
        (TGrainInterface)(object)references.Create(typeof(TGrainInterface), grainId);

    public IAddressable GetGrain(GrainId grainId) => references.CreateUntyped(grainId);

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) =>
        throw new NotSupportedException("Name the interface by its type.");

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => GetGrain(interfaceType, grainKey, null!);

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) =>
        references.Create(interfaceType, GrainId.Create(classes.TypeFor(interfaceType, grainClassNamePrefix), grainKey));

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        if (!typeof(TGrainObserverInterface).IsInterface || !typeof(TGrainObserverInterface).IsInstanceOfType(obj))
            throw new ArgumentException($"{obj?.GetType()} does not implement {typeof(TGrainObserverInterface)}.", nameof(obj));

        ThrowInGrain("create");
        return (TGrainObserverInterface)(object)references.Create(typeof(TGrainObserverInterface), observers.Add(obj));
    }

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver
    {
        ThrowInGrain("delete");
        observers.Remove((obj as GrainReference ?? throw new ArgumentException("Argument reference is not a grain reference.")).GrainId);
    }

    private static void ThrowInGrain(string what)
    {
        if (RuntimeContext.Current is not null)
            throw new InvalidOperationException($"Cannot {what} a local object reference from a grain.");
    }

    private static IdSpan StringKey(string key) =>
        string.IsNullOrWhiteSpace(key) ? throw new ArgumentException("A grain's key may not be empty.", nameof(key)) : IdSpan.Create(key);

    private static string Extension(string extension) => string.IsNullOrWhiteSpace(extension)
        ? throw new ArgumentException("A compound key's extension may not be empty.", nameof(extension))
        : extension;
}
