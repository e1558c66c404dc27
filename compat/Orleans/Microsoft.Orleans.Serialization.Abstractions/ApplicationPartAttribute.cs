namespace Orleans;

/// <summary>Names an assembly that holds grains or their types.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ApplicationPartAttribute(string assemblyName) : Attribute;
