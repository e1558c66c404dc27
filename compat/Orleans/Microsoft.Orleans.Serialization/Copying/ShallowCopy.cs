namespace Orleans.Serialization.Copying;

/// <summary>For values that never change.</summary>
internal sealed class ShallowCopy<T> : Copier<T>
{
    public override bool IsShallow => true;

    public override T Copy(T value, CopyContext context) => value;
}
