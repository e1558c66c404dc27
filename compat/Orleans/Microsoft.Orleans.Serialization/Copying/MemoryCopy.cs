namespace Orleans.Serialization.Copying;

/// <summary>For memory over an array: the seen part is copied, once.</summary>
internal sealed class MemoryCopy<TMemory, TItem>(Copier<TItem[]> items, Func<TMemory, TItem[]> toArray, Func<TItem[], TMemory> fromArray)
    : Copier<TMemory>
    where TMemory : struct
{
    private readonly bool _shallowItems = typeof(TItem).IsPrimitive || typeof(TItem).IsEnum;

    public override TMemory Copy(TMemory value, CopyContext context)
    {
        var array = toArray(value);
        return fromArray(_shallowItems ? array : items.Copy(array, context));
    }
}
