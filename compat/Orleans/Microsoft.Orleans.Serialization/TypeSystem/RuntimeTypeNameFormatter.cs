namespace Orleans.Serialization.TypeSystem;

/// <summary>Writes types' names.</summary>
public static class RuntimeTypeNameFormatter
{
    /// <summary>The type's name with its namespace and type arguments.</summary>
    public static string Format(Type type) => type.ToString();
}
