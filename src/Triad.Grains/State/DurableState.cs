using System.Runtime.ExceptionServices;
using Orleans.Runtime;
using Triad.Core.Errors;

namespace Triad.Grains.State;

/// <summary>
/// A grain's state as last made durable. Readers that interleave with a write see what was acknowledged, never what is still on its way. A
/// write that fails may have happened all the same, where only its answer was lost: the state is then what the storage says.
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
        catch (Exception failure)
        {
            await RecallAsync();

            // The runtime wraps what is no exception of its own, and with it the reason that the caller is to be told.
            if (failure is OrleansException { InnerException: StorageException reason })
                ExceptionDispatchInfo.Throw(reason);
            throw;
        }

        Current = next;
    }

    /// <summary>Removes the state from storage, durably; success where there is none.</summary>
    public async Task ClearAsync(CancellationToken cancellationToken)
    {
        if (!Exists)
            return;
        try
        {
            await store.ClearStateAsync(cancellationToken);
        }
        catch (Exception failure)
        {
            await RecallAsync();
            if (failure is OrleansException { InnerException: StorageException reason })
                ExceptionDispatchInfo.Throw(reason);
            throw;
        }

        Current = store.State;
    }

    private async Task RecallAsync()
    {
        try
        {
            await store.ReadStateAsync(CancellationToken.None);
            Current = store.State;
        }
        catch
        {
            // The old state it is, as far as anybody knows. Where that is wrong, the version of the next write is too, and the grain begins anew.
            store.State = Current;
        }
    }
}
