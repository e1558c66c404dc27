using Orleans.Core.Internal;
using Orleans.Runtime.Extensions;

namespace Orleans.Runtime.Activations;

/// <summary>Components and extensions of an activation.</summary>
internal sealed partial class Activation
{
    public object? GetComponent(Type componentType)
    {
        if (componentType.IsInstanceOfType(GrainInstance))
            return GrainInstance;

        if (componentType.IsInstanceOfType(this))
            return this;

        lock (_components)
        {
            if (_components.TryGetValue(componentType, out var component))
                return component;

            if (Make(componentType) is { } made)
            {
                _components[componentType] = made;
                return made;
            }
        }

        return null;
    }

    public void SetComponent<TComponent>(TComponent? value)
        where TComponent : class
    {
        lock (_components)
        {
            if (value is null)
                _components.Remove(typeof(TComponent));
            else
                _components[typeof(TComponent)] = value;
        }
    }

    public TExtensionInterface GetExtension<TExtensionInterface>()
        where TExtensionInterface : class, IGrainExtension =>
        GetComponent(typeof(TExtensionInterface)) as TExtensionInterface
        ?? throw new GrainExtensionNotInstalledException($"No extension of type {typeof(TExtensionInterface)} is installed on {this}.");

    public (TExtension, TExtensionInterface) GetOrSetExtension<TExtension, TExtensionInterface>(Func<TExtension> newExtensionFunc)
        where TExtension : class, TExtensionInterface
        where TExtensionInterface : class, IGrainExtension
    {
        lock (_components)
        {
            if (!_components.TryGetValue(typeof(TExtensionInterface), out var extension))
                _components[typeof(TExtensionInterface)] = extension = newExtensionFunc();

            return ((TExtension)extension, GrainReference.AsReference<TExtensionInterface>());
        }
    }

    private object? Make(Type componentType)
    {
        if (componentType == typeof(IAsyncEnumerableGrainExtension))
            return new AsyncEnumerableGrainExtension(this, _shared.Messaging, _shared.Clock);

        if (componentType == typeof(IGrainManagementExtension))
            return new GrainManagementExtension(this);

        return componentType == typeof(ITimerRegistry) ? _shared.Services.GetService(typeof(ITimerRegistry)) : null;
    }
}
