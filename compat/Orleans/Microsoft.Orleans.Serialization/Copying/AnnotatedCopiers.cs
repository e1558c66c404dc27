namespace Orleans.Serialization.Copying;

/// <summary>Copiers of types with <see cref="GenerateSerializerAttribute"/>, and of tuples, which need none.</summary>
internal static class AnnotatedCopiers
{
    private static readonly HashSet<Type> AllFieldTypes =
    [
        typeof(KeyValuePair<,>),
        typeof(ValueTuple<>), typeof(ValueTuple<,>), typeof(ValueTuple<,,>), typeof(ValueTuple<,,,>), typeof(ValueTuple<,,,,>),
        typeof(ValueTuple<,,,,,>), typeof(ValueTuple<,,,,,,>), typeof(ValueTuple<,,,,,,,>),
        typeof(Tuple<>), typeof(Tuple<,>), typeof(Tuple<,,>), typeof(Tuple<,,,>), typeof(Tuple<,,,,>), typeof(Tuple<,,,,,>),
        typeof(Tuple<,,,,,,>), typeof(Tuple<,,,,,,,>),
    ];

    public static Copier Create(Type type, CopierCatalog catalog)
    {
        var allFields = type.IsGenericType && AllFieldTypes.Contains(type.GetGenericTypeDefinition());
        var members = allFields ? CopiedMembers.AllFields(type) : CopiedMembers.Of(type);
        var copiers = new Copier[members.Count];
        for (var i = 0; i < copiers.Length; i++)
            copiers[i] = MemberCopier(type, members[i], catalog);

        var shallow = type.IsDefined(typeof(ImmutableAttribute), inherit: false) || (type.IsValueType && copiers.All(c => c.IsShallow));
        return shallow
            ? CopierCatalog.New(typeof(ShallowCopy<>), [type])
            : CopierCatalog.New(typeof(MemberwiseCopy<>), [type], members, copiers);
    }

    private static Copier MemberCopier(Type type, CopiedMember member, CopierCatalog catalog)
    {
        Copier copier;
        try
        {
            copier = catalog.For(member.Type);
        }
        catch (CodecNotFoundException exception)
        {
            throw new CodecNotFoundException($"{exception.Message} It is met in {type}.{member.Name}.");
        }

        return member.IsImmutable ? CopierCatalog.New(typeof(ShallowCopy<>), [member.Type]) : copier;
    }
}
