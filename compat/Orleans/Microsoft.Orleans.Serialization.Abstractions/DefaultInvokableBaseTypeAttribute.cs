namespace Orleans;

/// <summary>Pairs a return type with a base class of requests.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class DefaultInvokableBaseTypeAttribute(Type returnType, Type invokableBaseType) : Attribute
{
    /// <summary>What the method returns.</summary>
    public Type ReturnType { get; } = returnType;

    /// <summary>The base class of the request.</summary>
    public Type InvokableBaseType { get; } = invokableBaseType;

    /// <summary>The proxy method that sends the request.</summary>
    public string? ProxyInvokeMethodName { get; init; }
}
