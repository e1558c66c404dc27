using System.Collections.Immutable;
using System.Reflection;

namespace Triad.Architecture.Tests.Grains;

/// <summary>What crosses between grains and what they keep.</summary>
internal static class GrainAssemblies
{
    private static readonly Assembly[] Assemblies = [Assembly.Load("Triad.Grains.Abstractions"), Assembly.Load("Triad.Grains")];

    private static readonly HashSet<Type> Leaves =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTimeOffset), typeof(DateTime), typeof(DateOnly), typeof(TimeSpan), typeof(Uri),
        typeof(CancellationToken), typeof(void),
    ];

    private static readonly HashSet<Type> Wrappers =
    [
        typeof(Nullable<>), typeof(Task<>), typeof(ValueTask<>), typeof(IAsyncEnumerable<>), typeof(ImmutableArray<>), typeof(ImmutableList<>),
        typeof(ImmutableDictionary<,>), typeof(ImmutableSortedDictionary<,>), typeof(ImmutableHashSet<>), typeof(ImmutableSortedSet<>),
        typeof(ImmutableQueue<>), typeof(ImmutableStack<>), typeof(KeyValuePair<,>),
    ];

    public static IEnumerable<Type> Types => Assemblies.SelectMany(assembly => assembly.GetTypes());

    public static IEnumerable<Type> Interfaces =>
        Types.Where(type => type.IsInterface && type.GetInterfaces().Any(parent => parent.FullName == "Orleans.Runtime.IAddressable"));

    public static IEnumerable<MethodInfo> Methods => Interfaces.SelectMany(type => type.GetMethods());

    public static IEnumerable<Type> Serialised => Types.Where(type => Has(type, "Orleans.GenerateSerializerAttribute"));

    /// <summary>The surrogate of each type of Core that crosses, as the registered converters say; both are generic definitions where they are generic.</summary>
    public static IReadOnlyDictionary<Type, Type> Surrogates { get; } = Types
        .Where(type => Has(type, "Orleans.RegisterConverterAttribute"))
        .SelectMany(type => type.GetInterfaces())
        .Where(contract => contract.IsGenericType && contract.GetGenericTypeDefinition().FullName == "Orleans.IConverter`2")
        .Select(contract => contract.GetGenericArguments())
        .ToDictionary(pair => Definition(pair[0]), pair => Definition(pair[1]));

    /// <summary>The T of every IPersistentState of T that a grain asks for.</summary>
    public static IEnumerable<Type> States => Types.SelectMany(StatesOf).Distinct();

    public static IEnumerable<Type> StatesOf(Type grain) => grain.GetConstructors()
        .SelectMany(constructor => constructor.GetParameters())
        .Select(parameter => parameter.ParameterType)
        .Where(type => type.IsGenericType && type.GetGenericTypeDefinition().FullName == "Orleans.Runtime.IPersistentState`1")
        .Select(type => type.GetGenericArguments()[0]);

    /// <summary>Every type that is not a leaf, a known wrapper or an enum, seen through wrappers and members of serialised types.</summary>
    public static IReadOnlySet<Type> Reachable()
    {
        var seen = new HashSet<Type>();
        var open = new Stack<Type>(States.Concat(Methods.SelectMany(method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType))));
        while (open.TryPop(out var type))
        {
            foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
                open.Push(argument);
            var definition = Definition(type);
            if (IsLeaf(definition) || Wrappers.Contains(definition) || type == typeof(Task) || type == typeof(ValueTask) || !seen.Add(definition))
                continue;
            if (Surrogates.TryGetValue(definition, out var surrogate))
                open.Push(surrogate);
            foreach (var member in StoredMembers(definition))
                open.Push(member.Type);
        }

        return seen;
    }

    /// <summary>The stored members of a type: the fields behind its properties, under the properties' names, and its other fields.</summary>
    public static IEnumerable<(string Name, Type Type, bool IsMutable, bool HasId)> StoredMembers(Type type)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        if (!Has(type, "Orleans.GenerateSerializerAttribute"))
            yield break;
        foreach (var field in type.GetFields(Declared))
        {
            var isBacking = field.Name.StartsWith('<');
            var property = isBacking ? type.GetProperty(field.Name[1..field.Name.IndexOf('>')], Declared) : null;
            MemberInfo member = property is null ? field : property;
            var isMutable = property is null ? !field.IsInitOnly : IsSettable(property);
            yield return (member.Name, field.FieldType, isMutable, Has(member, "Orleans.IdAttribute"));
        }
    }

    public static bool Has(MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().Any(data => data.AttributeType.FullName == attribute);

    public static string? Alias(MemberInfo member) => member.GetCustomAttributesData()
        .Where(data => data.AttributeType.FullName == "Orleans.AliasAttribute")
        .Select(data => (string?)data.ConstructorArguments[0].Value)
        .SingleOrDefault();

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    // Orleans' own types come with their serialisers.
    private static bool IsLeaf(Type type) => type.IsPrimitive || type.IsEnum || type.IsGenericParameter || Leaves.Contains(type)
        || type.Assembly.GetName().Name!.StartsWith("Orleans.", StringComparison.Ordinal);

    private static bool IsSettable(PropertyInfo property) => property.SetMethod is { } setter
        && !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit));
}
