using Microsoft.Data.Sqlite;

namespace Triad.Persistence.Erasure;

/// <summary>Rows of one table that are a tenant's.</summary>
internal interface IErasableRows
{
    /// <summary>How many there are.</summary>
    long Count(SqliteConnection connection);

    /// <summary>Removes some, at most so many. Returns how many.</summary>
    long Remove(SqliteConnection connection, int limit);
}
