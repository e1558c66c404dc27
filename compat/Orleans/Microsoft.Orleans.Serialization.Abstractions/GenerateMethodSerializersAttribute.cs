namespace Orleans;

/// <summary>The interface gets proxies.</summary>
[AttributeUsage(AttributeTargets.Interface, AllowMultiple = true)]
public sealed class GenerateMethodSerializersAttribute(Type proxyBase, bool isExtension = false) : Attribute;
