using Microsoft.Data.Sqlite;
using Triad.Core.Catalogs;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Core.Rows;
using Triad.Persistence.Catalogs;
using Triad.Persistence.Rows;
using Triad.Sqlite;

namespace Triad.Persistence.Database;

/// <summary>
/// The second step of the layout: what builds before it kept in one state for a partition of the queue or a bucket of a catalog becomes
/// rows, in the transaction that makes the tables. A process that is killed before its commit has changed nothing.
/// </summary>
internal static class BlobsToRows
{
    /// <summary>Moves all, and says what was moved; null where there was nothing.</summary>
    /// <exception cref="FormatException">A state cannot be read; the message names it.</exception>
    public static string? Move(SqliteConnection connection)
    {
        var (jobs, videos) = (0, 0);
        foreach (var (service, state, grain) in Find(connection))
        {
            try
            {
                // The key is behind the grain's type: "ingestqueue/3", "catalog/acme/7".
                var key = grain[(grain.IndexOf('/', StringComparison.Ordinal) + 1)..];
                var payload = Payload(connection, service, state, grain);
                if (state == EarlierStates.Queue)
                    jobs += MoveJobs(connection, service, key, EarlierStates.ReadJobs(payload));
                else
                    videos += MoveVideos(connection, service, key, EarlierStates.ReadEntries(payload));
            }
            catch (FormatException exception)
            {
                throw new FormatException($"its state '{state}' of grain '{grain}' cannot be read: {exception.Message}", exception);
            }
        }

        connection.Execute("DELETE FROM grain_state WHERE state_name IN ($queue, $catalog)", Names);
        return jobs + videos == 0 ? null : $"{jobs} queued jobs and {videos} catalog entries";
    }

    private static (string, object?)[] Names => [("$queue", EarlierStates.Queue), ("$catalog", EarlierStates.Catalog)];

    private static List<(string Service, string State, string Grain)> Find(SqliteConnection connection)
    {
        using var command = connection.Prepare(
            "SELECT service, state_name, grain_id FROM grain_state WHERE state_name IN ($queue, $catalog)", Names);
        using var reader = command.ExecuteReader();
        var found = new List<(string, string, string)>();
        while (reader.Read())
            found.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        return found;
    }

    private static byte[] Payload(SqliteConnection connection, string service, string state, string grain) => connection.Scalar<byte[]>(
        "SELECT payload FROM grain_state WHERE service = $service AND state_name = $state AND grain_id = $grain",
        ("$service", service),
        ("$state", state),
        ("$grain", grain))!;

    private static int MoveJobs(SqliteConnection connection, string service, string partition, IReadOnlyList<QueuedJob> jobs)
    {
        var owner = new RowOwnerKey(service, QueuedJob.OwnerOf(int.Parse(partition)));
        foreach (var job in jobs)
            owner.Put(connection, job.ToRow());
        return jobs.Count;
    }

    private static int MoveVideos(SqliteConnection connection, string service, string key, IReadOnlyList<CatalogRow> videos)
    {
        var slash = key.IndexOf('/', StringComparison.Ordinal);
        var bucket = new CatalogBucketKey(service, TenantId.From(key[..slash]), int.Parse(key.AsSpan(slash + 1)));
        foreach (var video in videos)
            bucket.Put(connection, video);
        return videos.Count;
    }
}
