using Triad.Core.Errors;
using Triad.Sqlite;

namespace Triad.Vectors.Storage;

/// <summary>Failures of a shard's file as errors.</summary>
internal static class StorageErrors
{
    private static readonly SqliteFailures Failures =
        new("vector shard", "Restore the file from a backup, or drop the shard and ingest its videos again.");

    /// <summary>The failure as an error; null where it can only be a bug.</summary>
    public static Error? From(Exception exception, string file) =>
        exception is ShardDamagedException damaged ? Failures.Unusable(file, damaged.Message) : Failures.From(exception, file);
}
