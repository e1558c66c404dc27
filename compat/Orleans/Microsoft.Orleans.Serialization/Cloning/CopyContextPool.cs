namespace Orleans.Serialization.Cloning;

/// <summary>Keeps copy contexts for the next use.</summary>
public sealed class CopyContextPool
{
    [ThreadStatic]
    private static CopyContext? t_free;

    /// <summary>Makes the pool.</summary>
    public CopyContextPool(CodecProvider codecProvider) => ArgumentNullException.ThrowIfNull(codecProvider);

    /// <summary>A context that is in nobody else's use.</summary>
    public CopyContext GetContext() => Rent();

    internal static CopyContext Rent()
    {
        var context = t_free ?? new CopyContext();
        t_free = null;
        return context;
    }

    internal static void Return(CopyContext context)
    {
        context.Reset();
        t_free = context;
    }
}
