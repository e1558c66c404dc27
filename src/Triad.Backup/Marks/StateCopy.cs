using Microsoft.Data.Sqlite;
using Triad.Sqlite;

namespace Triad.Backup.Marks;

/// <summary>
/// Copies a state database row by row, so that no page of the copy ever held a data key. Rows come in the order of their keys: of unchanged states the copy
/// has the same bytes.
/// </summary>
internal sealed class StateCopy
{
    private const string Copy = "copy";

    private readonly SqliteConnection _source;
    private readonly string _path;
    private readonly string? _tenant;
    private readonly IReadOnlyList<(string Name, string Sql)> _tables;
    private readonly IReadOnlyList<string> _rest;

    private StateCopy(SqliteConnection source, string path, string? tenant)
    {
        (_source, _path, _tenant) = (source, path, tenant);
        _tables = [.. Schema("table").Select(one => (one.Name, one.Sql))];
        _rest = [.. Schema("index").Concat(Schema("trigger")).Select(one => one.Sql)];
    }

    /// <summary>Makes the copy's tables and attaches it to a connection that is in no transaction yet.</summary>
    /// <param name="source">The connection to the database.</param>
    /// <param name="path">Where the copy will lie.</param>
    /// <param name="tenant">Whose rows are copied; null for all.</param>
    public static StateCopy Prepare(SqliteConnection source, string path, string? tenant)
    {
        var copy = new StateCopy(source, path, tenant);
        using (var made = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString()))
        {
            made.Open();
            made.Execute($"PRAGMA application_id = {source.Scalar<long>("PRAGMA application_id")}");
            made.Execute($"PRAGMA user_version = {source.Scalar<long>("PRAGMA user_version")}");
            foreach (var (_, sql) in copy._tables)
                made.Execute(sql);
        }

        source.Execute($"ATTACH DATABASE $path AS {Copy}", ("$path", path));
        source.Execute($"PRAGMA {Copy}.journal_mode = OFF");
        source.Execute($"PRAGMA {Copy}.synchronous = OFF");
        return copy;
    }

    /// <summary>Copies what the connection's transaction sees.</summary>
    public void Fill()
    {
        foreach (var (name, _) in _tables)
        {
            if (_tenant is null)
                Insert(name, name == "grain_state" ? "state_name <> 'data-key'" : "1");
            else if (TenantScope.Tables.TryGetValue(name, out var where))
                Insert(name, where);
        }
    }

    /// <summary>Makes what hangs on the tables; the connection's transaction has ended.</summary>
    public void Finish()
    {
        using var made = StateFile.Open(_path);
        foreach (var sql in _rest)
            made.Execute(sql);
        if (_tenant is not null)
            made.Execute("INSERT INTO catalog_total SELECT service, tenant, count(*), sum(bytes) FROM catalog_entry GROUP BY service, tenant");
    }

    private void Insert(string table, string where) =>
        _source.Execute($"INSERT INTO {Copy}.{table} SELECT * FROM main.{table} WHERE {where} ORDER BY 1, 2, 3", ("$tenant", _tenant));

    private List<(string Name, string Sql)> Schema(string type) => StateFile.Read(
        _source,
        "SELECT name, sql FROM main.sqlite_master WHERE type = $type AND sql IS NOT NULL AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
        row => (row.GetString(0), row.GetString(1)),
        ("$type", type));
}
