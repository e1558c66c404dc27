using Orleans.Metadata;

namespace Orleans.Serialization.Copying;

/// <summary>Finds the members of an annotated type, as the real code generator does, and refuses what it would silently lose.</summary>
internal static class CopiedMembers
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static IReadOnlyList<CopiedMember> AllFields(Type type) =>
        [.. type.GetFields(Declared).Select(field => new CopiedMember(field.Name, field.FieldType, field, null, false))];

    /// <exception cref="CodecNotFoundException">The type, a base class or a public member has no annotation.</exception>
    public static IReadOnlyList<CopiedMember> Of(Type type)
    {
        var members = new List<CopiedMember>();
        for (var level = type; level is not null && level != typeof(object) && level != typeof(ValueType); level = level.BaseType)
        {
            if (!level.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
            {
                if (level != type && level.GetFields(Declared).Length == 0)
                    continue;

                throw new CodecNotFoundException(
                    $"The type {level} has no [GenerateSerializer], so it cannot be copied across a grain boundary"
                    + (level == type ? "." : $" (it is a base class of {type})."));
            }

            AddLevel(level, members);
        }

        return members;
    }

    private static void AddLevel(Type level, List<CopiedMember> members)
    {
        var properties = level.GetProperties(Declared).Where(p => p.GetIndexParameters().Length == 0).ToDictionary(p => p.Name);
        var parameters = PrimaryParameters(level, properties);
        var strict = !level.Assembly.IsDefined(typeof(FrameworkPartAttribute));

        foreach (var field in level.GetFields(Declared))
        {
            var name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;
            var property = properties.GetValueOrDefault(name);
            var owner = (MemberInfo?)property ?? field;
            if (Has<IdAttribute>(owner, field) || (property is not null && parameters.Contains(name)))
                members.Add(new CopiedMember(name, field.FieldType, field, null, Has<ImmutableAttribute>(owner, field)));
            else if (strict && IsPublic(property, field) && !field.IsDefined(typeof(NonSerializedAttribute)))
            {
                throw new CodecNotFoundException(
                    $"{level}.{name} has no [Id], so it would be lost at a grain boundary. Give it [Id(n)], or [NonSerialized] to lose it on purpose.");
            }

            properties.Remove(name);
        }

        foreach (var property in properties.Values.Where(p => p.IsDefined(typeof(IdAttribute))))
        {
            if (property.GetMethod is null || property.SetMethod is null)
                throw new CodecNotFoundException($"{level}.{property.Name} has [Id] but not both a getter and a setter.");

            members.Add(new CopiedMember(property.Name, property.PropertyType, null, property, property.IsDefined(typeof(ImmutableAttribute))));
        }
    }

    /// <summary>The parameters of a record's primary constructor: they need no [Id].</summary>
    private static HashSet<string> PrimaryParameters(Type level, Dictionary<string, PropertyInfo> properties)
    {
        var primary = level.GetMethod("PrintMembers", Declared) is null ? null : level.GetConstructors(Declared)
            .Where(c => c.GetParameters() is { Length: > 0 } p && p.All(x => IsPositional(x, properties)))
            .MaxBy(c => c.GetParameters().Length);
        return primary is null ? [] : [.. primary.GetParameters().Select(p => p.Name!)];
    }

    private static bool IsPositional(ParameterInfo parameter, Dictionary<string, PropertyInfo> properties) =>
        properties.TryGetValue(parameter.Name!, out var property) && property.PropertyType == parameter.ParameterType;

    private static bool Has<TAttribute>(MemberInfo owner, FieldInfo field)
        where TAttribute : Attribute =>
        owner.IsDefined(typeof(TAttribute), inherit: false) || field.IsDefined(typeof(TAttribute), inherit: false);

    private static bool IsPublic(PropertyInfo? property, FieldInfo field) => property?.GetMethod?.IsPublic ?? field.IsPublic;
}
