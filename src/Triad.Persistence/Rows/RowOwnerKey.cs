using Microsoft.Data.Sqlite;
using Triad.Core.Errors;
using Triad.Core.Rows;
using Triad.Sqlite;

namespace Triad.Persistence.Rows;

/// <summary>The statements about the rows of one owner.</summary>
internal sealed record RowOwnerKey(string Service, string Owner)
{
    private const string Where = "WHERE service = $service AND owner = $owner";

    public Error Stale => new(
        ErrorReason.EpochStale,
        $"The rows of '{Owner}' were taken over by another activation.",
        Remedy: "Repeat the call: it reaches the other one.");

    /// <summary>From here on no set that was opened earlier can write.</summary>
    public long RaiseEpoch(SqliteConnection connection) => connection.Scalar<long>(
        """
        INSERT INTO owner (service, owner, epoch) VALUES ($service, $owner, 1)
        ON CONFLICT DO UPDATE SET epoch = epoch + 1
        RETURNING epoch
        """,
        Key());

    public IReadOnlyList<Row> Read(SqliteConnection connection)
    {
        using var command = connection.Prepare($"SELECT key, value FROM owner_row {Where}", Key());
        using var reader = command.ExecuteReader();
        var rows = new List<Row>();
        while (reader.Read())
            rows.Add(new Row(reader.GetString(0), reader.GetString(1)));
        return rows;
    }

    public bool TryPut(SqliteConnection connection, long epoch, Row row)
    {
        if (!IsCurrent(connection, epoch))
            return false;
        Put(connection, row);
        return true;
    }

    public bool TryRemove(SqliteConnection connection, long epoch, string rowKey)
    {
        if (!IsCurrent(connection, epoch))
            return false;
        connection.Execute($"DELETE FROM owner_row {Where} AND key = $key", [.. Key(), ("$key", rowKey)]);
        return true;
    }

    /// <summary>Writes a row, whoever has the others.</summary>
    public void Put(SqliteConnection connection, Row row) => connection.Execute(
        """
        INSERT INTO owner_row (service, owner, key, value) VALUES ($service, $owner, $key, $value)
        ON CONFLICT DO UPDATE SET value = excluded.value
        """,
        [.. Key(), ("$key", row.Key), ("$value", row.Value)]);

    private bool IsCurrent(SqliteConnection connection, long epoch) =>
        connection.Scalar<long>($"SELECT epoch FROM owner {Where}", Key()) == epoch;

    private (string Name, object? Value)[] Key() => [("$service", Service), ("$owner", Owner)];
}
