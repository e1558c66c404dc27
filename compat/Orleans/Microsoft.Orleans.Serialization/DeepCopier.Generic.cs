using Orleans.Serialization.Cloning;
using Orleans.Serialization.Copying;

namespace Orleans.Serialization;

/// <summary>Copies values of one type through their annotated members.</summary>
public sealed class DeepCopier<T>
{
    private readonly Copier<T> _copier;

    internal DeepCopier(Copier<T> copier) => _copier = copier;

    /// <summary>A copy that shares nothing changeable with the value.</summary>
    /// <exception cref="CodecNotFoundException">A type or member in it has no annotation.</exception>
    public T Copy(T value)
    {
        if (_copier.IsShallow)
        {
            return value;
        }

        var context = CopyContextPool.Rent();
        try
        {
            return _copier.Copy(value, context);
        }
        finally
        {
            CopyContextPool.Return(context);
        }
    }
}
