namespace System.Runtime.CompilerServices;

/// <summary>The runtime knows it by name: lets a proxy's assembly use the internal types of the grain interface's assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class IgnoresAccessChecksToAttribute(string assemblyName) : Attribute
{
    public string AssemblyName { get; } = assemblyName;
}
