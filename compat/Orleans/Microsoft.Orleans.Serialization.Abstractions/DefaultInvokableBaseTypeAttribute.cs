namespace Orleans;

/// <summary>Pairs a return type with a base class of requests; for the real code generator.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class DefaultInvokableBaseTypeAttribute(Type returnType, Type invokableBaseType) : Attribute
{
    /// <summary>The proxy method that sends the request.</summary>
    public string? ProxyInvokeMethodName { get; init; }
}
