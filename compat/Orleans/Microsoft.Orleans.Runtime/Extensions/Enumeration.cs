namespace Orleans.Runtime.Extensions;

/// <summary>A running enumerator.</summary>
internal abstract class Enumeration : IAsyncDisposable
{
    public abstract ValueTask DisposeAsync();
}
