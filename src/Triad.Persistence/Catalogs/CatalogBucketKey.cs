using Microsoft.Data.Sqlite;
using Triad.Core.Catalogs;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Sqlite;

namespace Triad.Persistence.Catalogs;

/// <summary>
/// The statements about one bucket of a tenant's catalog. Its epoch is that of the owner "catalog/tenant/bucket"; 0 before the first write.
/// </summary>
internal sealed record CatalogBucketKey(string Service, TenantId Tenant, int Bucket)
{
    private const string Where = "WHERE service = $service AND tenant = $tenant";
    private const string WhereOwner = "WHERE service = $service AND owner = $owner";

    public Error Stale => new(
        ErrorReason.EpochStale,
        $"The catalog '{Owner}' was written by another activation.",
        Remedy: "Repeat the call: it reaches the other one.");

    private string Owner => FormattableString.Invariant($"catalog/{Tenant}/{Bucket}");

    public long ReadEpoch(SqliteConnection connection) =>
        connection.Scalar<long>($"SELECT epoch FROM owner {WhereOwner}", ("$service", Service), ("$owner", Owner));

    public bool IsCurrent(SqliteConnection connection, long epoch) => ReadEpoch(connection) == epoch;

    /// <summary>Raises the epoch by one where it is still the given one.</summary>
    public bool TryClaim(SqliteConnection connection, long epoch)
    {
        if (!IsCurrent(connection, epoch))
            return false;
        connection.Execute(
            "INSERT INTO owner (service, owner, epoch) VALUES ($service, $owner, 1) ON CONFLICT DO UPDATE SET epoch = epoch + 1",
            ("$service", Service),
            ("$owner", Owner));
        return true;
    }

    public void Put(SqliteConnection connection, CatalogRow row)
    {
        // Triggers count rows that come and go, so a row is replaced by two statements.
        connection.Execute(
            $"DELETE FROM catalog_entry {Where} AND video = $video AND (created_at, bytes) <> ($created_at, $bytes)", Parameters(row));
        connection.Execute(
            """
            INSERT INTO catalog_entry (service, tenant, video, bucket, created_at, bytes)
            VALUES ($service, $tenant, $video, $bucket, $created_at, $bytes)
            ON CONFLICT DO NOTHING
            """,
            Parameters(row));
    }

    public void Remove(SqliteConnection connection, VideoId video) => connection.Execute(
        $"DELETE FROM catalog_entry {Where} AND video = $video", ("$service", Service), ("$tenant", Tenant.Value), ("$video", video.Value));

    public IReadOnlyList<CatalogRow> Read(SqliteConnection connection, CatalogRow? after, int limit)
    {
        var behind = after is null ? string.Empty : "AND created_at <= $created_at AND (created_at < $created_at OR video > $video)";
        using var command = connection.Prepare(
            $"""
            SELECT video, created_at, bytes FROM catalog_entry
            {Where} AND bucket = $bucket {behind}
            ORDER BY created_at DESC, video LIMIT $limit
            """,
            ("$service", Service),
            ("$tenant", Tenant.Value),
            ("$bucket", Bucket),
            ("$created_at", after?.CreatedAt.UtcTicks),
            ("$video", after?.Video.Value),
            ("$limit", limit));
        using var reader = command.ExecuteReader();
        var rows = new List<CatalogRow>();
        while (reader.Read())
            rows.Add(new CatalogRow(VideoId.From(reader.GetString(0)), new DateTimeOffset(reader.GetInt64(1), TimeSpan.Zero), reader.GetInt64(2)));
        return rows;
    }

    private (string Name, object? Value)[] Parameters(CatalogRow row) =>
    [
        ("$service", Service),
        ("$tenant", Tenant.Value),
        ("$bucket", Bucket),
        ("$video", row.Video.Value),
        ("$created_at", row.CreatedAt.UtcTicks),
        ("$bytes", row.Bytes),
    ];
}
