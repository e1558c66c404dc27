namespace Orleans.Serialization.Configuration;

/// <summary>The types that the application's assemblies offer.</summary>
public sealed class TypeManifestOptions
{
    /// <summary>Classes with <see cref="RegisterConverterAttribute"/>.</summary>
    public HashSet<Type> Converters { get; } = [];
}
