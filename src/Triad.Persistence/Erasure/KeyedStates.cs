using Microsoft.Data.Sqlite;
using Triad.Sqlite;

namespace Triad.Persistence.Erasure;

/// <summary>States of grains whose id is a given one, or lies below it.</summary>
internal sealed record KeyedStates(string Service, string Storage, string Name, string Grain) : IErasableRows
{
    private const string Where =
        """
        service = $service AND storage = $storage AND state_name = $name AND (grain_id = $grain OR (grain_id > $below AND grain_id < $behind))
        """;

    public long Count(SqliteConnection connection) => connection.Scalar<long>($"SELECT count(*) FROM grain_state WHERE {Where}", Key());

    public long Remove(SqliteConnection connection, int limit) => connection.Execute(
        $"""
        DELETE FROM grain_state WHERE service = $service AND storage = $storage AND state_name = $name
        AND grain_id IN (SELECT grain_id FROM grain_state WHERE {Where} LIMIT {limit})
        """,
        Key());

    private (string, object?)[] Key() =>
    [
        ("$service", Service), ("$storage", Storage), ("$name", Name), ("$grain", Grain), ("$below", $"{Grain}/"), ("$behind", $"{Grain}0"),
    ];
}
