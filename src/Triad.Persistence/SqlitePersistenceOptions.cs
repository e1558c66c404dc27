namespace Triad.Persistence;

/// <summary>Settings of grain state and reminders on SQLite.</summary>
public sealed class SqlitePersistenceOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Triad:State";

    /// <summary>The database file; it and its folder are made if they are missing. It must lie on a local disk.</summary>
    public string DatabasePath { get; set; } = "data/state.db";

    /// <summary>How large the file may grow, in bytes; null for no limit but the disk's.</summary>
    public long? MaxDatabaseBytes { get; set; }

    /// <summary>Writes that may wait; further ones are refused with QueueFull.</summary>
    public int MaxQueuedWrites { get; set; } = 8192;

    /// <summary>The most writes that share one commit, and so one sync of the disk.</summary>
    public int MaxWritesPerCommit { get; set; } = 512;

    /// <summary>Connections that read at the same time.</summary>
    public int Readers { get; set; } = 4;

    /// <summary>
    /// After the erasure of a tenant a file of at most so many bytes is written anew, which writes wait for. A larger one has its erased rows
    /// overwritten, and may keep copies that moving others about has made until their pages are used again.
    /// </summary>
    public long CompactBelowBytes { get; set; } = 256L << 20;

    /// <summary>How long to wait for a database that another process holds, before a call fails with Unavailable.</summary>
    public TimeSpan BusyTimeout { get; set; } = TimeSpan.FromSeconds(5);
}
