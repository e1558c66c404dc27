using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Triad.Persistence.Database;
using Triad.Sqlite;

namespace Triad.Persistence.Reminders;

/// <summary>
/// Reminders on SQLite, so that they survive a restart. Hash ranges are (begin, end], and wrap around where begin is not below end.
/// </summary>
internal sealed class SqliteReminderTable(StateDatabaseHolder database, IOptions<ClusterOptions> cluster) : IReminderTable
{
    private const string Columns = "SELECT grain_id, name, start_at, period, etag FROM reminder WHERE service = $service";

    public Task Init() => Task.FromResult(database.Open());

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        ReadAsync($"{Columns} AND grain_id = $grain_id", ("$grain_id", grainId.ToString()));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => ReadAsync(
        begin < end
            ? $"{Columns} AND grain_hash > $begin AND grain_hash <= $end"
            : $"{Columns} AND (grain_hash > $begin OR grain_hash <= $end)",
        ("$begin", (long)begin),
        ("$end", (long)end));

    public async Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName)
    {
        var found = await ReadAsync(
            $"{Columns} AND grain_id = $grain_id AND name = $name",
            ("$grain_id", grainId.ToString()),
            ("$name", reminderName));
        return found.Reminders.SingleOrDefault();
    }

    public Task<string?> UpsertRow(ReminderEntry entry) => database.Open().WriteAsync<string?>(
        connection =>
        {
            var etag = Guid.NewGuid().ToString("N");
            connection.Execute(
                """
                INSERT INTO reminder (service, grain_id, name, grain_hash, start_at, period, etag)
                VALUES ($service, $grain_id, $name, $grain_hash, $start_at, $period, $etag)
                ON CONFLICT DO UPDATE SET start_at = excluded.start_at, period = excluded.period, etag = excluded.etag
                """,
                ("$service", cluster.Value.ServiceId),
                ("$grain_id", entry.GrainId.ToString()),
                ("$name", entry.ReminderName),
                ("$grain_hash", (long)entry.GrainId.GetUniformHashCode()),
                ("$start_at", Utc(entry.StartAt).Ticks),
                ("$period", entry.Period.Ticks),
                ("$etag", etag));
            return etag;
        },
        CancellationToken.None);

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) => database.Open().WriteAsync(
        connection => connection.Execute(
            "DELETE FROM reminder WHERE service = $service AND grain_id = $grain_id AND name = $name AND etag = $etag",
            ("$service", cluster.Value.ServiceId),
            ("$grain_id", grainId.ToString()),
            ("$name", reminderName),
            ("$etag", eTag)) == 1,
        CancellationToken.None);

    public Task TestOnlyClearTable() => database.Open().WriteAsync(
        connection => connection.Execute("DELETE FROM reminder WHERE service = $service", ("$service", cluster.Value.ServiceId)),
        CancellationToken.None);

    private Task<ReminderTableData> ReadAsync(string sql, params (string Name, object? Value)[] parameters) => database.Open().ReadAsync(
        connection =>
        {
            using var command = connection.Prepare(sql, [("$service", cluster.Value.ServiceId), .. parameters]);
            using var reader = command.ExecuteReader();
            var entries = new List<ReminderEntry>();
            while (reader.Read())
                entries.Add(Entry(reader));
            return new ReminderTableData(entries);
        },
        CancellationToken.None);

    // A time of no stated kind is meant as UTC, as the runtime gives it.
    private static DateTime Utc(DateTime time) =>
        time.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : time.ToUniversalTime();

    private static ReminderEntry Entry(SqliteDataReader reader) => new()
    {
        GrainId = GrainId.Parse(reader.GetString(0)),
        ReminderName = reader.GetString(1),
        StartAt = new DateTime(reader.GetInt64(2), DateTimeKind.Utc),
        Period = TimeSpan.FromTicks(reader.GetInt64(3)),
        ETag = reader.GetString(4),
    };
}
