using System.Reflection;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Configuration;
using Triad.Grains.Abstractions.Surrogates;
using Triad.Grains.Abstractions.Videos;
using Triad.Grains.Videos;

namespace Triad.Grains.Tests.Serialisation;

/// <summary>Everything that crosses between grains or is stored, by the names that messages and files give it.</summary>
internal static class SerialisedTypes
{
    private static readonly Assembly[] Assemblies = [typeof(IVideoGrain).Assembly, typeof(VideoState).Assembly];

    /// <summary>The types with a generated serialiser and those of Core with a surrogate; generic ones closed over a number.</summary>
    public static IReadOnlyDictionary<string, Type> ByAlias { get; } = Generated()
        .Concat(OfCore().Select(pair => (pair.Key, pair.Value)))
        .ToDictionary(pair => pair.Key, pair => pair.Value.IsGenericTypeDefinition ? pair.Value.MakeGenericType(typeof(long)) : pair.Value);

    /// <summary>The states that grains store.</summary>
    public static IReadOnlyDictionary<string, Type> StatesByAlias { get; } = Assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .SelectMany(type => type.GetConstructors())
        .SelectMany(constructor => constructor.GetParameters())
        .Select(parameter => parameter.ParameterType)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IPersistentState<>))
        .Select(type => type.GetGenericArguments()[0])
        .Where(type => !type.IsGenericParameter)
        .Distinct()
        .ToDictionary(type => type.GetCustomAttribute<AliasAttribute>()!.Alias);

    public static IEnumerable<Type> GrainInterfaces => Assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.IsInterface && typeof(IAddressable).IsAssignableFrom(type));

    private static IEnumerable<(string Key, Type Value)> Generated() => Assemblies
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
        .Select(type => (type.GetCustomAttribute<AliasAttribute>()!.Alias, type));

    private static Dictionary<string, Type> OfCore()
    {
        var options = new TypeManifestOptions();
        ((IConfigureOptions<TypeManifestOptions>)new CoreTypeManifest()).Configure(options);
        return options.WellKnownTypeAliases;
    }
}
