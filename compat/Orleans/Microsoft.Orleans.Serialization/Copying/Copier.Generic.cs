namespace Orleans.Serialization.Copying;

/// <summary>Copies values of one type.</summary>
internal abstract class Copier<T> : Copier
{
    public abstract T Copy(T value, CopyContext context);

    public sealed override object? CopyObject(object? value, CopyContext context) =>
        value is null || IsShallow ? value : Copy((T)value, context);
}
