using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Triad.Backup.Erasures;
using Triad.Backup.Keys;
using Triad.Backup.Marks;
using Triad.Core.Identity;
using Triad.Core.Ingest;
using Triad.Core.Routing;
using Triad.Sqlite;

namespace Triad.Backup.Restoring;

/// <summary>
/// Puts a state database in order before anybody serves it: data keys come in from the key ring, and what was erased since the mark is emptied and marked as
/// being erased, so that the platform's own erasure goes on with it at the first start.
/// </summary>
internal sealed class RestoredState(SqliteConnection connection)
{
    private const int Partitions = 8; // Of the ingest queue; fixed, since it decides where a video waits.

    private const int Buckets = 8; // Of the directory of tenants; fixed, since it decides where a tenant is listed.

    private readonly (string Service, string Storage) _owner = StateFile
        .Read(connection, "SELECT service, storage FROM grain_state LIMIT 1", row => (row.GetString(0), row.GetString(1)))
        .FirstOrDefault();

    private long _jobs; // Numbers from 0 on: before all others.

    public bool HasTenant(string tenant) => Find("tenant", $"tenant/{tenant}") is not null;

    public bool WasErased(string tenant) => Find("tenant-erasure", $"tenanterasure/{tenant}") is not null;

    /// <summary>Which of the erasures the database does not know: the tenant or video is there, and is older than its erasure.</summary>
    public IReadOnlyList<KnownErasure> Pending(IEnumerable<KnownErasure> erasures) =>
    [
        .. erasures.GroupBy(one => (one.Tenant, one.Video)).Select(one => one.MaxBy(each => each.StartedAt)!)
            .Where(one => one.Video is null ? !WasErased(one.Tenant) : IsLiving(one))
            .OrderBy(one => one.Video is null ? 0 : 1),
    ];

    public void PutKey(RingKey key)
    {
        if (HasTenant(key.Tenant))
            Put("data-key", $"datakey/{key.Tenant}", "DataKeyState", new JsonObject
            {
                ["keyId"] = key.Key.KeyId.ToString(), ["wrappedBy"] = key.Key.WrappedBy, ["text"] = key.Key.Text, ["isDestroyed"] = false,
            });
    }

    /// <summary>Lists an imported tenant. Its plan is a name for people until an operator gives it one of this platform.</summary>
    public void Adopt(string tenant)
    {
        Edit("tenant", $"tenant/{tenant}", state => state["hasPlan"] = false);
        var bucket = $"tenantdirectory/{StableHash.Of(tenant) % Buckets}";
        var listed = Find("tenant-directory", bucket)?["tenants"]?.AsArray().Select(one => one!.GetValue<string>()) ?? [];
        var all = listed.Append(tenant).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(one => (JsonNode)JsonValue.Create(one));
        Put("tenant-directory", bucket, "TenantDirectoryState", new JsonObject { ["tenants"] = new JsonArray([.. all]) });
    }

    public void Erase(KnownErasure erasure)
    {
        if (erasure.Video is { } video)
            EraseVideo(erasure, video);
        else
            EraseTenant(erasure);
    }

    // Its records go when the platform's own erasure goes on with it; its contents are gone already, and nobody gets in.
    private void EraseTenant(KnownErasure erasure)
    {
        var tenant = erasure.Tenant;
        connection.Execute(
            "DELETE FROM grain_state WHERE state_name IN ('video', 'webhooks') AND substr(substr(grain_id, instr(grain_id, '/') + 1), 1, length($tenant) + 1) = $tenant || '/'"
            + " OR state_name = 'webhooks' AND substr(grain_id, instr(grain_id, '/') + 1) = $tenant"
            + " OR state_name = 'api-key' AND json_extract(CAST(payload AS TEXT), '$.state.tenantId') = $tenant",
            ("$tenant", tenant));
        connection.Execute("DELETE FROM catalog_entry WHERE tenant = $tenant", ("$tenant", tenant));
        Edit("tenant", $"tenant/{tenant}", state =>
        {
            state["status"] = "Deleting";
            state["displayName"] = string.Empty;
            state["keys"] = new JsonArray();
        });
        Put("data-key", $"datakey/{tenant}", "DataKeyState", new JsonObject
        {
            ["keyId"] = Guid.Empty.ToString(), ["wrappedBy"] = string.Empty, ["text"] = string.Empty, ["isDestroyed"] = true,
        });
        Put("tenant-erasure", $"tenanterasure/{tenant}", "TenantErasureState", new JsonObject
        {
            ["receiptId"] = erasure.ReceiptId,
            ["requestedBy"] = erasure.RequestedBy,
            ["startedAt"] = Text(erasure.StartedAt),
            ["closedAt"] = Text(erasure.StartedAt),
            ["stores"] = new JsonArray(),
        });
        PutRow("receipts/_platform", tenant, FormattableString.Invariant($"{erasure.StartedAt.UtcTicks} 0"));
    }

    private void EraseVideo(KnownErasure erasure, string video)
    {
        Edit("video", $"video/{erasure.Tenant}/{video}", state =>
        {
            if (state["status"]?.GetValue<string>() != "Deleting")
                state["epoch"] = (state["epoch"]?.GetValue<long>() ?? 0) + 1;
            state["status"] = "Deleting";
            state["name"] = string.Empty;
            foreach (var content in new[] { "metadata", "segments", "pendingSegments", "notices" })
                state[content] = new JsonArray();
            if (state["other"] is JsonObject other)
                (other["segments"], other["pendingSegments"]) = (new JsonArray(), new JsonArray());
            state["erasing"] = new JsonObject
            {
                ["receiptId"] = erasure.ReceiptId, ["requestedBy"] = erasure.RequestedBy, ["startedAt"] = Text(erasure.StartedAt), ["stores"] = new JsonArray(),
            };
        });
        connection.Execute("DELETE FROM catalog_entry WHERE tenant = $tenant AND video = $video", ("$tenant", erasure.Tenant), ("$video", video));
        var job = new QueuedJob(TenantId.From(erasure.Tenant), VideoId.From(video), _jobs++, IngestPriority.Urgent).ToRow();
        PutRow(QueuedJob.OwnerOf((int)(StableHash.Of(job.Key) % Partitions)), job.Key, job.Value);
    }

    private bool IsLiving(KnownErasure erasure)
    {
        if (Find("video", $"video/{erasure.Tenant}/{erasure.Video}") is not { } state || state["erased"]?.GetValue<bool>() == true)
            return false;

        // The id may have been given to another video after the erasure.
        return state["erasing"] is null
            && DateTimeOffset.Parse(state["createdAt"]!.GetValue<string>(), CultureInfo.InvariantCulture) <= erasure.StartedAt;
    }

    private JsonObject? Find(string name, string grain) =>
        connection.Scalar<byte[]>("SELECT payload FROM grain_state WHERE state_name = $name AND grain_id = $grain", ("$name", name), ("$grain", grain)) is { } payload
            ? JsonNode.Parse(payload)!["state"]!.AsObject()
            : null;

    private void Edit(string name, string grain, Action<JsonObject> change)
    {
        if (connection.Scalar<byte[]>(
                "SELECT payload FROM grain_state WHERE state_name = $name AND grain_id = $grain", ("$name", name), ("$grain", grain)) is not { } payload)
            return;
        var envelope = JsonNode.Parse(payload)!.AsObject();
        change(envelope["state"]!.AsObject());
        connection.Execute(
            "UPDATE grain_state SET payload = $payload WHERE state_name = $name AND grain_id = $grain",
            ("$payload", Encoding.UTF8.GetBytes(envelope.ToJsonString())), ("$name", name), ("$grain", grain));
    }

    private void Put(string name, string grain, string type, JsonObject state)
    {
        var envelope = new JsonObject { ["format"] = 1, ["type"] = type, ["state"] = state };
        connection.Execute(
            """
            INSERT INTO grain_state (service, storage, state_name, grain_id, etag, payload) VALUES ($service, $storage, $name, $grain, $etag, $payload)
            ON CONFLICT DO UPDATE SET payload = excluded.payload
            """,
            ("$service", _owner.Service), ("$storage", _owner.Storage), ("$name", name), ("$grain", grain), ("$etag", $"{Guid.NewGuid():n}"),
            ("$payload", Encoding.UTF8.GetBytes(envelope.ToJsonString())));
    }

    private void PutRow(string owner, string key, string value) => connection.Execute(
        """
        INSERT INTO owner_row (service, owner, key, value) VALUES ($service, $owner, $key, $value)
        ON CONFLICT DO UPDATE SET value = excluded.value
        """,
        ("$service", _owner.Service), ("$owner", owner), ("$key", key), ("$value", value));

    private static string Text(DateTimeOffset at) => at.ToString("O", CultureInfo.InvariantCulture);
}
