namespace Orleans.Serialization;

/// <summary>Copies values through their annotated members.</summary>
public sealed class DeepCopier
{
    private readonly CodecProvider _codecs;

    /// <summary>Makes the copier.</summary>
    public DeepCopier(CodecProvider codecProvider, CopyContextPool contextPool)
    {
        ArgumentNullException.ThrowIfNull(contextPool);
        _codecs = codecProvider;
    }

    /// <summary>A copy that shares nothing changeable with the value.</summary>
    /// <exception cref="CodecNotFoundException">A type or member in it has no annotation.</exception>
    public T Copy<T>(T value)
    {
        var copier = _codecs.Copiers.For<T>();
        if (copier.IsShallow)
            return value;

        var context = CopyContextPool.Rent();
        var copy = copier.Copy(value, context);
        CopyContextPool.Return(context);
        return copy;
    }
}
