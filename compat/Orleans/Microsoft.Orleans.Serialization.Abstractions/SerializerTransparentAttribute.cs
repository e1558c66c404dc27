namespace Orleans;

/// <summary>The type adds nothing to what its subtypes copy.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class SerializerTransparentAttribute : Attribute;
