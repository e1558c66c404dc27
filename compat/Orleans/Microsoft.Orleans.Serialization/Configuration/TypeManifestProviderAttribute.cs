namespace Orleans.Serialization.Configuration;

/// <summary>Names the class that lists an assembly's types.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class TypeManifestProviderAttribute(Type providerType) : Attribute
{
    /// <summary>The class.</summary>
    public Type ProviderType { get; } = providerType;
}
