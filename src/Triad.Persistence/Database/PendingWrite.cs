using Microsoft.Data.Sqlite;

namespace Triad.Persistence.Database;

/// <summary>A write that waits for its turn.</summary>
internal abstract class PendingWrite(CancellationToken cancellationToken)
{
    /// <summary>True where the caller gave up before the write began.</summary>
    public bool IsDropped => cancellationToken.IsCancellationRequested;

    protected CancellationToken CancellationToken => cancellationToken;

    /// <summary>Changes the tables, within a savepoint of its own.</summary>
    public abstract void Run(SqliteConnection connection);

    /// <summary>Tells the caller, after the commit.</summary>
    public abstract void Complete();

    public abstract void Fail(Exception exception);

    public abstract void Drop();
}
