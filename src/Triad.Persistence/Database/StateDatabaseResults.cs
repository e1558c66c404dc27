using Microsoft.Data.Sqlite;
using Triad.Core.Errors;

namespace Triad.Persistence.Database;

/// <summary>Reads and writes for ports that answer with results.</summary>
internal static class StateDatabaseResults
{
    public static async Task<Result<T>> TryReadAsync<T>(
        this StateDatabaseHolder holder, Func<SqliteConnection, T> read, CancellationToken cancellationToken)
    {
        try
        {
            return Result<T>.Ok(await holder.Open().ReadAsync(read, cancellationToken));
        }
        catch (StorageException exception)
        {
            return exception.Error;
        }
    }

    public static async Task<Result<T>> TryWriteAsync<T>(
        this StateDatabaseHolder holder, Func<SqliteConnection, T> write, CancellationToken cancellationToken)
    {
        try
        {
            return Result<T>.Ok(await holder.Open().WriteAsync(write, cancellationToken));
        }
        catch (StorageException exception)
        {
            return exception.Error;
        }
    }

    /// <summary>A write that a newer writer may forbid.</summary>
    public static async Task<Result> TryWriteAsync(
        this StateDatabaseHolder holder, Func<SqliteConnection, bool> write, Error refusal, CancellationToken cancellationToken)
    {
        var written = await holder.TryWriteAsync(write, cancellationToken);
        return !written.IsOk ? written.Error : written.Value ? Result.Ok : refusal;
    }
}
