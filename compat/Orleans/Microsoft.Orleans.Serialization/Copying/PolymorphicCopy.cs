namespace Orleans.Serialization.Copying;

/// <summary>For a declared type that has subtypes: looks at each value's own type.</summary>
internal sealed class PolymorphicCopy<T>(CopierCatalog catalog, Copier<T>? own) : Copier<T>
{
    public override T Copy(T value, CopyContext context)
    {
        if (value is null)
            return value;

        var type = value.GetType();
        return own is not null && type == typeof(T)
            ? own.Copy(value, context)
            : (T)catalog.Exact(type).CopyObject(value, context)!;
    }
}
