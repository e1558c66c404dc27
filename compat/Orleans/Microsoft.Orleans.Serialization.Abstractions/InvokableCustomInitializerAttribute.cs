namespace Orleans;

/// <summary>A call made through a method with this attribute initialises its request.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class InvokableCustomInitializerAttribute(string methodName, object? methodArgumentValue) : Attribute;
