using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Triad.Architecture.Tests.PublicApi;

/// <summary>Reads the public and protected members of an assembly, and those that it uses of others.</summary>
internal static class AssemblyApi
{
    /// <summary>Documentation ids of everything that an assembly shows.</summary>
    public static IReadOnlyList<string> Exposed(byte[] image)
    {
        using var file = new PEReader(ImmutableArray.Create(image));
        var reader = file.GetMetadataReader();
        return [.. reader.TypeDefinitions.Where(handle => IsVisible(reader, handle)).SelectMany(handle => ExposedBy(reader, handle))];
    }

    /// <summary>Documentation ids of the types and members that an assembly uses of the given ones, each with the assembly.</summary>
    public static IReadOnlyList<(string Assembly, string Id)> Used(byte[] image, IReadOnlySet<string> assemblies)
    {
        using var file = new PEReader(ImmutableArray.Create(image));
        var reader = file.GetMetadataReader();
        var used = new List<(string Assembly, string Id)>();
        foreach (var type in reader.TypeReferences)
        {
            if (AssemblyOf(reader, type) is { } assembly && assemblies.Contains(assembly))
                used.Add((assembly, MemberIds.Type(TypeNameProvider.NameOf(reader, type))));
        }

        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            if (TypeOf(reader, member.Parent) is { } type && AssemblyOf(reader, type) is { } assembly && assemblies.Contains(assembly))
                used.Add((assembly, Describe(reader, TypeNameProvider.NameOf(reader, type), member)));
        }

        return used;
    }

    /// <summary>Names of the assemblies that one refers to.</summary>
    public static IReadOnlyList<string> References(byte[] image)
    {
        using var file = new PEReader(ImmutableArray.Create(image));
        var reader = file.GetMetadataReader();
        return [.. reader.AssemblyReferences.Select(handle => reader.GetString(reader.GetAssemblyReference(handle).Name))];
    }

    private static IEnumerable<string> ExposedBy(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var name = TypeNameProvider.NameOf(reader, handle);
        yield return MemberIds.Type(name);
        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
        {
            if ((field.Attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem
                && !field.Attributes.HasFlag(FieldAttributes.SpecialName))
                yield return MemberIds.Field(name, reader.GetString(field.Name), field.DecodeSignature(TypeNameProvider.Instance, null));
        }

        foreach (var property in type.GetProperties().Select(reader.GetPropertyDefinition))
        {
            var accessors = property.GetAccessors();
            var signature = property.DecodeSignature(TypeNameProvider.Instance, null);
            if (IsVisible(reader, accessors.Getter))
                yield return MemberIds.Property(name, reader.GetString(property.Name), signature, "get");
            if (IsVisible(reader, accessors.Setter))
                yield return MemberIds.Property(name, reader.GetString(property.Name), signature, "set");
        }

        foreach (var method in type.GetMethods().Where(method => IsVisible(reader, method)).Select(reader.GetMethodDefinition))
        {
            var methodName = reader.GetString(method.Name);
            if (!IsAccessor(methodName, method.Attributes) && methodName[0] != '<' && methodName != ".cctor")
                yield return MemberIds.Method(name, methodName, method.DecodeSignature(TypeNameProvider.Instance, null));
        }
    }

    private static string Describe(MetadataReader reader, string type, MemberReference member)
    {
        var name = reader.GetString(member.Name);
        if (member.GetKind() == MemberReferenceKind.Field)
            return MemberIds.Field(type, name, member.DecodeFieldSignature(TypeNameProvider.Instance, null));
        var signature = member.DecodeMethodSignature(TypeNameProvider.Instance, null);
        return name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal)
            ? MemberIds.Accessor(type, name, signature)
            : MemberIds.Method(type, name, signature);
    }

    private static TypeReferenceHandle? TypeOf(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => (TypeReferenceHandle)parent,
        HandleKind.TypeSpecification => reader.GetTypeSpecification((TypeSpecificationHandle)parent).DecodeSignature(GenericTypeFinder.Instance, null),
        _ => null,
    };

    private static string? AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => null,
        };
    }

    private static bool IsVisible(MetadataReader reader, TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        return (type.Attributes & TypeAttributes.VisibilityMask) switch
        {
            TypeAttributes.Public => true,
            TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem => IsVisible(reader, type.GetDeclaringType()),
            _ => false,
        };
    }

    private static bool IsVisible(MetadataReader reader, MethodDefinitionHandle handle) => !handle.IsNil
        && (reader.GetMethodDefinition(handle).Attributes & MethodAttributes.MemberAccessMask)
            is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsAccessor(string name, MethodAttributes attributes) => attributes.HasFlag(MethodAttributes.SpecialName)
        && (name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal)
            || name.StartsWith("add_", StringComparison.Ordinal) || name.StartsWith("remove_", StringComparison.Ordinal));
}
