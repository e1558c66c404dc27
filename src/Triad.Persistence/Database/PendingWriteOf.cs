using Microsoft.Data.Sqlite;

namespace Triad.Persistence.Database;

/// <summary>A write with a result.</summary>
internal sealed class PendingWrite<T>(Func<SqliteConnection, T> write, CancellationToken cancellationToken) : PendingWrite(cancellationToken)
{
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public Task<T> Task => _done.Task;

    public override void Run(SqliteConnection connection) => _result = write(connection);

    public override void Complete() => _done.TrySetResult(_result!);

    public override void Fail(Exception exception) => _done.TrySetException(exception);

    public override void Drop() => _done.TrySetCanceled(CancellationToken);
}
