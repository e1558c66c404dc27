namespace Orleans.Invocation;

/// <summary>The request itself is the value returned to the caller.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReturnValueProxyAttribute(string initializerMethodName) : Attribute
{
    /// <summary>The request's method that makes the value.</summary>
    public string InitializerMethodName { get; } = initializerMethodName;
}
