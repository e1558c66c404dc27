namespace Orleans.Metadata;

/// <summary>Marks an assembly of Orleans itself.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class FrameworkPartAttribute : Attribute;
