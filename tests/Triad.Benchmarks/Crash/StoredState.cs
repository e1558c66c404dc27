using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using IOPath = System.IO.Path;

namespace Triad.Benchmarks.Crash;

/// <summary>What lies in the data directory of a platform that has come to rest: nothing may be left that no video owns.</summary>
internal static class StoredState
{
    private const string Passing = ".";

    /// <summary>Jobs that the ingest queue still holds.</summary>
    public static int CountJobs(string data)
    {
        using var connection = Open(IOPath.Combine(data, "state.db"));
        return Rows(connection, "SELECT key FROM owner_row WHERE owner LIKE 'ingest-queue/%'").Count;
    }

    /// <summary>Reads a stopped platform's files. Marks and generations, which differ from run to run, are left out.</summary>
    public static async Task ReadAsync(StateImage image, string data, IReadOnlyCollection<string> tenants, CancellationToken cancellationToken)
    {
        await ReadMediaAsync(image, data, cancellationToken);
        foreach (var left in Directory.EnumerateFiles(IOPath.Combine(data, "processes"), "*", SearchOption.AllDirectories).Where(IsLeftOver))
            image.Add($"left over {IOPath.GetRelativePath(data, left)}", "of a process");
        var vectors = IOPath.Combine(data, "vectors");
        foreach (var tenant in tenants.Where(tenant => Directory.Exists(IOPath.Combine(vectors, tenant))))
            foreach (var shard in Directory.EnumerateFiles(IOPath.Combine(vectors, tenant), "*.db"))
                ReadShard(image, shard, tenant);
        ReadGrains(image, data, tenants);
    }

    // What a process counted in its last second waits for the next one, which tells it.
    private static bool IsLeftOver(string path) => IOPath.GetFileName(path) != "lock" && IOPath.GetExtension(path) != ".usage";

    private static async Task ReadMediaAsync(StateImage image, string data, CancellationToken cancellationToken)
    {
        var folder = IOPath.Combine(data, "media");
        var media = await PlainMedia.OpenAsync(data, States(data, "data-key").Select(state => (state.Grain.Split('/')[^1], state.Content)), cancellationToken);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var parts = IOPath.GetRelativePath(folder, path).Split('/');
            var (name, hash) = await media.ReadAsync(parts, path, cancellationToken);
            if (!parts[0].StartsWith(Passing, StringComparison.Ordinal))
                name = Unmarked(name);
            image.Add($"media {string.Join('/', parts[..^1])}/{name}", hash);
        }
    }

    /// <summary>source.MARK, captions.MARK, mel.FRONTEND.GENERATION.SEGMENT.</summary>
    private static string Unmarked(string blob) => blob.Split('.') switch
    {
        [var kind, _] => kind,
        [var kind, var frontEnd, _, var segment] => $"{kind}.{frontEnd}.{segment}",
        _ => blob,
    };

    private static void ReadShard(StateImage image, string path, string tenant)
    {
        // Not the length of the video: a segment has what was known of it when it was written, and when that is, is a matter of time.
        using var connection = Open(path);
        foreach (var row in Rows(
            connection,
            "SELECT video, segment, name, is_full, span_start, span_end, mask, content, vector, count(*) OVER (PARTITION BY video, segment, name) "
            + "FROM point JOIN representation USING (representation_id) LEFT JOIN metadata USING (metadata_id)"))
        {
            var name = $"vector {tenant}/{row[0]} {row[1]} {row[2]}";
            image.Add(name, string.Join(' ', row[3..8].Append(row[9])));
            image.Add(name, MemoryMarshal.Cast<byte, float>((byte[])row[8]).ToArray());
        }

        foreach (var row in Rows(connection, "SELECT content FROM metadata WHERE metadata_id NOT IN (SELECT metadata_id FROM point)"))
            image.Add($"metadata of no vector, {tenant}", (string)row[0]);
    }

    private static void ReadGrains(StateImage image, string data, IReadOnlyCollection<string> tenants)
    {
        image.Add("jobs", CountJobs(data).ToString(CultureInfo.InvariantCulture));
        foreach (var (grain, state) in States(data, "index-shard"))
            image.Add($"hidden in {grain}", state.GetProperty("hidden").GetRawText());

        using var connection = Open(IOPath.Combine(data, "state.db"));
        var listed = Rows(connection, "SELECT tenant, video FROM catalog_entry");
        foreach (var tenant in tenants)
        {
            var videos = listed.Where(row => (string)row[0] == tenant).Select(row => (string)row[1]);
            image.Add($"catalog of {tenant}", string.Join(' ', videos.Order(StringComparer.Ordinal)));
        }

        foreach (var row in Rows(connection, "SELECT tenant, videos, bytes FROM catalog_total WHERE videos > 0"))
            image.Add($"stored by {row[0]}", FormattableString.Invariant($"{row[1]} videos, {row[2]} bytes"));
        foreach (var row in Rows(connection, "SELECT grain_id, name FROM reminder"))
            image.Add($"reminder {row[0]}", (string)row[1]);
    }

    private static List<(string Grain, JsonElement Content)> States(string data, string name)
    {
        using var connection = Open(IOPath.Combine(data, "state.db"));
        return [.. Rows(connection, $"SELECT grain_id, payload FROM grain_state WHERE state_name = '{name}'")
            .Select(row => ((string)row[0], JsonDocument.Parse((byte[])row[1]).RootElement.GetProperty("state")))];
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static List<object[]> Rows(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
