using Microsoft.Data.Sqlite;
using Orleans.Runtime;
using Orleans.Storage;
using Triad.Sqlite;

namespace Triad.Persistence.GrainState;

/// <summary>
/// The row of one state of one grain. Versions are drawn at random, so that one is never given twice, not even after a removal.
/// </summary>
internal sealed class GrainStateRow(string service, string storage, string stateName, GrainId grain)
{
    private const string Where =
        "WHERE service = $service AND storage = $storage AND state_name = $state_name AND grain_id = $grain_id";

    public GrainStateRecord? Read(SqliteConnection connection)
    {
        using var command = connection.Prepare($"SELECT etag, payload FROM grain_state {Where}", Key());
        using var reader = command.ExecuteReader();
        return reader.Read() ? new GrainStateRecord(reader.GetString(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <summary>Writes where the stored version is the expected one; null expects that there is none.</summary>
    /// <returns>The new version.</returns>
    /// <exception cref="InconsistentStateException">Somebody else has written.</exception>
    public string Write(SqliteConnection connection, byte[] payload, string? expected)
    {
        var etag = Guid.NewGuid().ToString("N");
        var changed = expected is null
            ? connection.Execute(
                """
                INSERT INTO grain_state (service, storage, state_name, grain_id, etag, payload)
                VALUES ($service, $storage, $state_name, $grain_id, $etag, $payload)
                ON CONFLICT DO NOTHING
                """,
                [.. Key(), ("$etag", etag), ("$payload", payload)])
            : connection.Execute(
                $"UPDATE grain_state SET etag = $etag, payload = $payload {Where} AND etag = $expected",
                [.. Key(), ("$etag", etag), ("$payload", payload), ("$expected", expected)]);
        return changed == 1 ? etag : throw Conflict(connection, "written", expected);
    }

    /// <summary>Removes the row where its version is the expected one; null expects that there is none.</summary>
    /// <exception cref="InconsistentStateException">Somebody else has written.</exception>
    public void Clear(SqliteConnection connection, string? expected)
    {
        if (expected is not null)
        {
            if (connection.Execute($"DELETE FROM grain_state {Where} AND etag = $expected", [.. Key(), ("$expected", expected)]) != 1)
                throw Conflict(connection, "cleared", expected);
        }
        else if (Read(connection) is not null)
        {
            throw Conflict(connection, "cleared", expected);
        }
    }

    private InconsistentStateException Conflict(SqliteConnection connection, string what, string? expected) => new(
        $"State '{stateName}' of grain '{grain}' was not {what}: another activation has written it since it was read.",
        Read(connection)?.ETag,
        expected);

    private (string Name, object? Value)[] Key() =>
    [
        ("$service", service),
        ("$storage", storage),
        ("$state_name", stateName),
        ("$grain_id", grain.ToString()),
    ];
}
