namespace Orleans.Serialization.Copying;

/// <summary>Copies boxed values.</summary>
internal abstract class Copier
{
    /// <summary>Whether the value itself is its copy.</summary>
    public virtual bool IsShallow => false;

    public abstract object? CopyObject(object? value, CopyContext context);
}
