namespace Orleans;

/// <summary>Names an assembly that holds grains or their types.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
public sealed class ApplicationPartAttribute(string assemblyName) : Attribute
{
    /// <summary>The name of the assembly.</summary>
    public string AssemblyName { get; } = assemblyName;
}
