using Microsoft.Data.Sqlite;
using Triad.Core.Identity;
using Triad.Sqlite;

namespace Triad.Persistence.Erasure;

/// <summary>Finds a tenant's states of a name: in every storage, and of every type of grain that has such states.</summary>
internal sealed class TenantStates(string service, string stateName, TenantId tenant)
{
    /// <summary>Those whose grain's key is the tenant, or begins with it.</summary>
    public IReadOnlyList<KeyedStates> Find(SqliteConnection connection) =>
        [.. TypesOf(connection).Select(found => new KeyedStates(service, found.Storage, stateName, $"{found.Type}/{tenant}"))];

    /// <summary>Those that say themselves that they are the tenant's.</summary>
    public IReadOnlyList<OwnedStates> FindOwned(SqliteConnection connection) =>
        [.. TypesOf(connection).Select(found => found.Storage).Distinct().Select(storage => new OwnedStates(service, storage, stateName, tenant))];

    // From one pair of storage and type to the next by the table's key: however many states there are, few rows are read.
    private List<(string Storage, string Type)> TypesOf(SqliteConnection connection)
    {
        var found = new List<(string Storage, string Type)>();
        var (storage, name, grain) = (string.Empty, string.Empty, string.Empty);
        while (Next(connection, storage, name, grain) is var (nextStorage, nextName, nextGrain))
        {
            var type = nextGrain[..nextGrain.IndexOf('/', StringComparison.Ordinal)];
            if (nextName == stateName)
                found.Add((nextStorage, type));
            (storage, name, grain) = (nextStorage, nextName, $"{type}0"); // '0' comes after '/'.
        }

        return found;
    }

    private (string, string, string)? Next(SqliteConnection connection, string storage, string name, string grain)
    {
        using var command = connection.Prepare(
            """
            SELECT storage, state_name, grain_id FROM grain_state
            WHERE service = $service AND (storage, state_name, grain_id) > ($storage, $name, $grain)
            ORDER BY storage, state_name, grain_id LIMIT 1
            """,
            ("$service", service),
            ("$storage", storage),
            ("$name", name),
            ("$grain", grain));
        using var reader = command.ExecuteReader();
        return reader.Read() ? (reader.GetString(0), reader.GetString(1), reader.GetString(2)) : null;
    }
}
