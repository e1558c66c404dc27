namespace Orleans;

/// <summary>The interface gets proxies.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = true)]
public sealed class GenerateMethodSerializersAttribute(Type proxyBase, bool isExtension = false) : Attribute
{
    /// <summary>The base class of the proxies.</summary>
    public Type ProxyBase { get; } = proxyBase;

    /// <summary>Whether the interface extends grains of other types.</summary>
    public bool IsExtension { get; } = isExtension;
}
