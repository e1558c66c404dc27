namespace Orleans.Invocation;

/// <summary>The request itself is the value returned to the caller.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReturnValueProxyAttribute(string initializerMethodName) : Attribute;
