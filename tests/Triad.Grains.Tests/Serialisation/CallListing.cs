using System.Reflection;
using Orleans;

namespace Triad.Grains.Tests.Serialisation;

/// <summary>What grains can be called for, as silos of two versions must agree on it.</summary>
internal static class CallListing
{
    private static readonly Dictionary<Type, string> Aliases = SerialisedTypes.ByAlias
        .ToDictionary(pair => pair.Value.IsGenericType ? pair.Value.GetGenericTypeDefinition() : pair.Value, pair => pair.Key);

    /// <summary>One line a call: interface, call, parameters and answer.</summary>
    public static IEnumerable<string> Calls() => SerialisedTypes.GrainInterfaces
        .SelectMany(contract => contract.GetMethods().Select(method =>
            $"{AliasOf(contract)}.{AliasOf(method)}({string.Join(", ", method.GetParameters().Select(one => NameOf(one.ParameterType)))}): {NameOf(method.ReturnType)}"))
        .Order(StringComparer.Ordinal);

    /// <summary>One line a member of an enum that crosses: its number is sent, not its name.</summary>
    public static IEnumerable<string> Enums() => SerialisedTypes.ByAlias.Values
        .SelectMany(type => type.GetProperties())
        .SelectMany(property => Parts(property.PropertyType))
        .Where(type => type.IsEnum)
        .Distinct()
        .OrderBy(type => type.FullName, StringComparer.Ordinal)
        .SelectMany(type => Enum.GetNames(type).Select(name => $"{type.FullName}.{name} = {Convert.ToInt64(Enum.Parse(type, name))}"));

    private static IEnumerable<Type> Parts(Type type) =>
        type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts) : [type];

    private static string AliasOf(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>()?.Alias ?? member.Name;

    private static string NameOf(Type type)
    {
        if (!type.IsGenericType)
            return Aliases.GetValueOrDefault(type, type.Name);
        var definition = type.GetGenericTypeDefinition();
        var name = Aliases.GetValueOrDefault(definition, definition.Name);
        return $"{name}[{string.Join(", ", type.GetGenericArguments().Select(NameOf))}]";
    }
}
