namespace Triad.Persistence.Database;

/// <summary>The tables of each layout. What a released build has made is never changed here: it gets another step.</summary>
internal static class LayoutTables
{
    public const string StatesAndReminders =
        """
        CREATE TABLE grain_state (
            service TEXT NOT NULL,
            storage TEXT NOT NULL,
            state_name TEXT NOT NULL,
            grain_id TEXT NOT NULL,
            etag TEXT NOT NULL,
            payload BLOB NOT NULL,
            PRIMARY KEY (service, storage, state_name, grain_id)
        ) WITHOUT ROWID;
        CREATE TABLE reminder (
            service TEXT NOT NULL,
            grain_id TEXT NOT NULL,
            name TEXT NOT NULL,
            grain_hash INTEGER NOT NULL,
            start_at INTEGER NOT NULL,
            period INTEGER NOT NULL,
            etag TEXT NOT NULL,
            PRIMARY KEY (service, grain_id, name)
        ) WITHOUT ROWID;
        CREATE INDEX reminder_by_hash ON reminder (service, grain_hash);
        """;

    public const string Rows =
        """
        CREATE TABLE owner (
            service TEXT NOT NULL,
            owner TEXT NOT NULL,
            epoch INTEGER NOT NULL,
            PRIMARY KEY (service, owner)
        ) WITHOUT ROWID;
        CREATE TABLE owner_row (
            service TEXT NOT NULL,
            owner TEXT NOT NULL,
            key TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (service, owner, key)
        ) WITHOUT ROWID;
        CREATE TABLE catalog_entry (
            service TEXT NOT NULL,
            tenant TEXT NOT NULL,
            video TEXT NOT NULL,
            bucket INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            PRIMARY KEY (service, tenant, video)
        ) WITHOUT ROWID;
        CREATE INDEX catalog_by_age ON catalog_entry (service, tenant, bucket, created_at DESC, video);
        CREATE TABLE catalog_total (
            service TEXT NOT NULL,
            tenant TEXT NOT NULL,
            videos INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            PRIMARY KEY (service, tenant)
        ) WITHOUT ROWID;
        CREATE TRIGGER catalog_entry_added AFTER INSERT ON catalog_entry BEGIN
            INSERT INTO catalog_total (service, tenant, videos, bytes) VALUES (NEW.service, NEW.tenant, 1, NEW.bytes)
            ON CONFLICT (service, tenant) DO UPDATE SET videos = videos + 1, bytes = bytes + excluded.bytes;
        END;
        CREATE TRIGGER catalog_entry_removed AFTER DELETE ON catalog_entry BEGIN
            UPDATE catalog_total SET videos = videos - 1, bytes = bytes - OLD.bytes WHERE service = OLD.service AND tenant = OLD.tenant;
        END;
        """;
}
