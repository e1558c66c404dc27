using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Triad.Core.Errors;

namespace Triad.Grains.Tests.Faults;

/// <summary>Grain storage on a full disk: it can be read, and takes nothing.</summary>
internal sealed class FullGrainStorage(IGrainStorage storage) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ReadStateAsync(stateName, grainId, grainState);

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        throw new StorageException(new Error(ErrorReason.StorageFull, "There is no room left."));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, grainId, grainState);
}
