namespace Orleans.Serialization.Copying;

internal sealed class NullableCopy<T>(Copier<T> inner) : Copier<T?>
    where T : struct
{
    public override bool IsShallow => inner.IsShallow;

    public override T? Copy(T? value, CopyContext context) => value is { } present ? inner.Copy(present, context) : null;
}
