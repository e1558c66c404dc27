namespace Orleans;

/// <summary>A call made through a method with this attribute initialises its request.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class InvokableCustomInitializerAttribute(string methodName, object? methodArgumentValue) : Attribute
{
    /// <summary>The request's method that is called.</summary>
    public string MethodName { get; } = methodName;

    /// <summary>The argument that it is given.</summary>
    public object? MethodArgumentValue { get; } = methodArgumentValue;
}
