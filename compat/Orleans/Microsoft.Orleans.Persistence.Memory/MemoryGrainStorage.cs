using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Runtime;
using Orleans.Serialization;

namespace Orleans.Storage;

/// <summary>Keeps states in this process' memory: copies, so that nobody changes them from outside.</summary>
internal sealed class MemoryGrainStorage(string name, DeepCopier copier) : IGrainStorage
{
    private readonly ConcurrentDictionary<(string, GrainId), Entry> _states = new();
    private long _version;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var found = _states.TryGetValue((stateName, grainId), out var entry);
        grainState.State = found ? copier.Copy((T)entry!.State!) : default;
        grainState.ETag = entry?.ETag;
        grainState.RecordExists = found;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var written = new Entry(copier.Copy(grainState.State), Interlocked.Increment(ref _version).ToString(CultureInfo.InvariantCulture));
        _states.AddOrUpdate(
            (stateName, grainId),
            _ => grainState.ETag is null ? written : throw Conflict(grainId, null, grainState.ETag),
            (_, stored) => stored.ETag == grainState.ETag ? written : throw Conflict(grainId, stored.ETag, grainState.ETag));
        grainState.ETag = written.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_states.TryGetValue((stateName, grainId), out var stored))
        {
            if (stored.ETag != grainState.ETag)
                throw Conflict(grainId, stored.ETag, grainState.ETag);

            _states.TryRemove(KeyValuePair.Create((stateName, grainId), stored));
        }

        grainState.State = default;
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private InconsistentStateException Conflict(GrainId grainId, string? stored, string? expected) =>
        new($"The state of {grainId} in {name} was written by somebody else.", stored, expected);

    private sealed record Entry(object? State, string ETag);
}
