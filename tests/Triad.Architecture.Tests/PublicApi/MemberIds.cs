using System.Reflection.Metadata;

namespace Triad.Architecture.Tests.PublicApi;

/// <summary>Puts documentation ids together as the listings have them.</summary>
internal static class MemberIds
{
    public static string Type(string name) => "T:" + name;

    public static string Field(string type, string name, string fieldType) => $"F:{type}.{name} : {fieldType}";

    public static string Property(string type, string name, MethodSignature<string> signature, string accessor) =>
        $"P:{type}.{name}{Parameters(signature.ParameterTypes)} : {signature.ReturnType} {accessor}";

    /// <summary>The id of a method, or of the property that it is an accessor of.</summary>
    public static string Method(string type, string name, MethodSignature<string> signature)
    {
        if (name is ".ctor" or ".cctor")
            return $"M:{type}.#{name[1..]}{Parameters(signature.ParameterTypes)}";
        var arity = signature.GenericParameterCount > 0 ? "``" + signature.GenericParameterCount : "";
        return $"M:{type}.{name}{arity}{Parameters(signature.ParameterTypes)} : {signature.ReturnType}";
    }

    /// <summary>The property line of a getter or setter, for which a method's name and signature are all there is.</summary>
    public static string Accessor(string type, string name, MethodSignature<string> signature)
    {
        var isGetter = name.StartsWith("get_", StringComparison.Ordinal);
        var parameters = isGetter ? signature.ParameterTypes.AsEnumerable() : signature.ParameterTypes.SkipLast(1);
        var propertyType = isGetter ? signature.ReturnType : signature.ParameterTypes[^1];
        return $"P:{type}.{name[4..]}{Parameters(parameters)} : {propertyType} {(isGetter ? "get" : "set")}";
    }

    private static string Parameters(IEnumerable<string> types)
    {
        var list = string.Join(',', types);
        return list.Length == 0 ? "" : $"({list})";
    }
}
