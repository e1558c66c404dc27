using Orleans.Runtime;

namespace Triad.Grains.State;

/// <summary>
/// A grain's state as last made durable. Readers that interleave with a write see what was acknowledged, never what is still on its way, and a
/// write that fails leaves the old state.
/// </summary>
internal sealed class DurableState<T>(IPersistentState<T> store)
    where T : class, new()
{
    /// <summary>The durable state; a new one where nothing was written.</summary>
    public T Current { get; private set; } = store.State;

    /// <summary>True where there is something in storage.</summary>
    public bool Exists => store.RecordExists;

    /// <summary>Makes a new state durable.</summary>
    public async Task WriteAsync(T next, CancellationToken cancellationToken)
    {
        store.State = next;
        try
        {
            await store.WriteStateAsync(cancellationToken);
        }
        catch
        {
            store.State = Current;
            throw;
        }

        Current = next;
    }
}
