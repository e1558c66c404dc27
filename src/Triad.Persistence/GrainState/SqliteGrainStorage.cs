using System.Text.Json;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;
using Triad.Core.Errors;
using Triad.Persistence.Database;

namespace Triad.Persistence.GrainState;

/// <summary>
/// Grain state on SQLite. A write is durable when it is acknowledged; it is refused with <see cref="InconsistentStateException"/> where another
/// activation has written since the state was read. Clearing removes the row. Broken storage is a <see cref="StorageException"/>:
/// StorageFull, Unavailable, QueueFull, or Internal for a damaged state.
/// </summary>
internal sealed class SqliteGrainStorage(
    string name,
    string service,
    IGrainStorageSerializer serializer,
    StateDatabaseHolder database) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(
        string stateName,
        GrainId grainId,
        IGrainState<T> grainState,
        CancellationToken cancellationToken)
    {
        var record = await database.Open().ReadAsync(Row(stateName, grainId).Read, cancellationToken);
        grainState.State = record is null ? Activator.CreateInstance<T>() : Deserialize<T>(stateName, grainId, record.Payload);
        grainState.ETag = record?.ETag;
        grainState.RecordExists = record is not null;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(
        string stateName,
        GrainId grainId,
        IGrainState<T> grainState,
        CancellationToken cancellationToken)
    {
        var row = Row(stateName, grainId);
        var payload = serializer.Serialize(grainState.State).ToArray();
        var expected = grainState.ETag;
        grainState.ETag = await database.Open().WriteAsync(connection => row.Write(connection, payload, expected), cancellationToken);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(
        string stateName,
        GrainId grainId,
        IGrainState<T> grainState,
        CancellationToken cancellationToken)
    {
        var row = Row(stateName, grainId);
        var expected = grainState.ETag;
        await database.Open().WriteAsync(
            connection =>
            {
                row.Clear(connection, expected);
                return true;
            },
            cancellationToken);
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private GrainStateRow Row(string stateName, GrainId grainId) => new(service, name, stateName, grainId);

    private T Deserialize<T>(string stateName, GrainId grainId, byte[] payload)
    {
        try
        {
            return serializer.Deserialize<T>(new BinaryData(payload)) ?? throw new JsonException("It holds no state.");
        }
        catch (JsonException e)
        {
            throw new StorageException(
                new Error(
                    ErrorReason.Internal,
                    $"The stored state '{stateName}' of grain '{grainId}' cannot be read: {e.Message}",
                    Remedy: "Use a build that knows this state, or restore the database from a backup."),
                e);
        }
    }
}
