namespace Orleans;

/// <summary>The type is copied without looking for an earlier copy of the same object.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SuppressReferenceTrackingAttribute : Attribute;
