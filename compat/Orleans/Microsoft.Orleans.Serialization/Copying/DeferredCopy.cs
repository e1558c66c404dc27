namespace Orleans.Serialization.Copying;

/// <summary>Stands for the copier of a type that is just being examined: a type that holds itself.</summary>
internal sealed class DeferredCopy<T>(CopierCatalog catalog) : Copier<T>
{
    private Copier<T>? _copier;

    public override T Copy(T value, CopyContext context) => (_copier ??= catalog.For<T>()).Copy(value, context);
}
