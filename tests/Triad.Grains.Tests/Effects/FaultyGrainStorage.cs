using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Triad.Core.Errors;
using Triad.Grains.Videos;

namespace Triad.Grains.Tests.Effects;

/// <summary>Grain storage whose writes may go wrong; a write of a video's state is named by the step that it takes.</summary>
internal sealed class FaultyGrainStorage(IGrainStorage storage, EffectFaults faults, WrittenStates written) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ReadStateAsync(stateName, grainId, grainState);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (tenant, what) = NameOf(stateName, grainId, grainState.State);

        // Where the answer is lost, the grain does not learn the new version either.
        var copy = new GrainState<T>(grainState.State, grainState.ETag) { RecordExists = grainState.RecordExists };
        await faults.RunAsync(
            tenant,
            what,
            async () =>
            {
                await storage.WriteStateAsync(stateName, grainId, copy);
                written.Note(grainId, grainState.State);
                return true;
            },
            static error => throw new StorageException(error));
        (grainState.ETag, grainState.RecordExists) = (copy.ETag, copy.RecordExists);
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        storage.ClearStateAsync(stateName, grainId, grainState);

    private (string Tenant, string Effect) NameOf<T>(string stateName, GrainId grain, T state) => state switch
    {
        VideoState video => (TenantOf(grain), $"state: video {(video.Erased ? "erased" : video.Status)}"),
        _ => (TenantOf(grain), $"state: {stateName}"),
    };

    private static string TenantOf(GrainId grain) => WrittenStates.TenantOf(grain);
}
