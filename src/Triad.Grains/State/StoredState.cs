using Orleans.Runtime;
using Orleans.Storage;

namespace Triad.Grains.State;

/// <summary>
/// What the storage has of a grain, beside what the grain has in memory. Orleans may run two activations of a grain for a while after a silo has died;
/// the one that does not write learns of the other's writes by nothing else.
/// </summary>
internal sealed class StoredState<T>(IGrainStorage storage, string name, GrainId grain)
    where T : class, new()
{
    /// <summary>The state as stored; null where there is none.</summary>
    public async Task<T?> ReadAsync()
    {
        var stored = new GrainState<T>(new T());
        await storage.ReadStateAsync(name, grain, stored);
        return stored.RecordExists ? stored.State : null;
    }
}
