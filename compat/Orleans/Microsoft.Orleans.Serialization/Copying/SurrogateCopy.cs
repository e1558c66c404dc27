namespace Orleans.Serialization.Copying;

/// <summary>For a type that is copied as the struct that its registered converter makes of it.</summary>
internal sealed class SurrogateCopy<TValue, TSurrogate>(IConverter<TValue, TSurrogate> converter, Copier<TSurrogate> surrogates) : Copier<TValue>
    where TSurrogate : struct
{
    public override TValue Copy(TValue value, CopyContext context)
    {
        if (value is null)
            return value;

        var surrogate = converter.ConvertToSurrogate(in value);
        var copy = surrogates.Copy(surrogate, context);
        return converter.ConvertFromSurrogate(in copy);
    }
}
