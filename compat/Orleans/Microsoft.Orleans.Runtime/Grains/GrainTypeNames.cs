using Orleans.Metadata;
using Orleans.Serialization.TypeSystem;

namespace Orleans.Runtime.Grains;

/// <summary>The names of grain classes and interfaces, as real Orleans makes them: stored states are found by them.</summary>
internal static class GrainTypeNames
{
    private const string Suffix = "grain";

    public static GrainType Of(Type grainClass, IServiceProvider services)
    {
        foreach (var provider in grainClass.GetCustomAttributes(inherit: false).OfType<IGrainTypeProviderAttribute>())
            return provider.GetGrainType(services, grainClass);

        var name = grainClass.Name.ToLowerInvariant();
        return GrainType.Create(name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name);
    }

    public static GrainInterfaceType OfInterface(Type grainInterface, IServiceProvider services)
    {
        foreach (var provider in grainInterface.GetCustomAttributes(inherit: false).OfType<IGrainInterfaceTypeProviderAttribute>())
            return provider.GetGrainInterfaceType(services, grainInterface);

        return GrainInterfaceType.Create(grainInterface.GetCustomAttribute<AliasAttribute>()?.Alias ?? RuntimeTypeNameFormatter.Format(grainInterface));
    }
}
