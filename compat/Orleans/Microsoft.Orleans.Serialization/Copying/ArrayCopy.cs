namespace Orleans.Serialization.Copying;

internal sealed class ArrayCopy<T>(Copier<T> items) : Copier<T[]>
{
    public override T[] Copy(T[] value, CopyContext context)
    {
        if (value is null || value.Length == 0)
            return value!;

        if (context.TryGetCopy<T[]>(value, out var earlier))
            return earlier!;

        var copy = new T[value.Length];
        context.RecordCopy(value, copy);
        if (items.IsShallow)
        {
            value.CopyTo(copy, 0);
            return copy;
        }

        for (var i = 0; i < value.Length; i++)
            copy[i] = items.Copy(value[i], context);

        return copy;
    }
}
