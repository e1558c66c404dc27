namespace Orleans.Serialization.Copying;

/// <summary>A field that is copied, or a property that computes and so is copied through its accessors.</summary>
/// <param name="Name">Its name in code.</param>
/// <param name="Type">Its type.</param>
/// <param name="Field">The field, or null.</param>
/// <param name="Property">The property, or null.</param>
/// <param name="IsImmutable">Whether its value is handed over without a copy.</param>
internal sealed record CopiedMember(string Name, Type Type, FieldInfo? Field, PropertyInfo? Property, bool IsImmutable);
