namespace Orleans.Serialization.Copying;

/// <summary>For collections of the base library: copies the items and builds another collection of the same kind.</summary>
/// <param name="items">Copies an item.</param>
/// <param name="build">Makes the new collection from the old one (for its comparer) and the copied items.</param>
/// <param name="immutable">Whether a collection of items that never change is itself its copy.</param>
internal sealed class CollectionCopy<TCollection, TItem>(
    Copier<TItem> items, Func<TCollection, IEnumerable<TItem>, TCollection> build, bool immutable) : Copier<TCollection>
    where TCollection : IEnumerable<TItem>
{
    public override bool IsShallow => immutable && items.IsShallow;

    public override TCollection Copy(TCollection value, CopyContext context)
    {
        if (value is null)
            return value!;

        if (typeof(TCollection).IsValueType)
            return build(value, Items(value, context));

        if (context.TryGetCopy<object>(value, out var earlier))
            return (TCollection)earlier!;

        var copy = build(value, Items(value, context));
        context.RecordCopy(value, copy);
        return copy;
    }

    private IEnumerable<TItem> Items(TCollection value, CopyContext context) =>
        items.IsShallow ? value : value.Select(item => items.Copy(item, context));
}
