using Triad.Core.Errors;
using Triad.Core.Rows;

namespace Triad.Grains.Tests.Shards;

/// <summary>Rows in memory, which are counted as they are written.</summary>
internal sealed class MemoryRows : IRowStore, IRowSet
{
    private readonly Dictionary<string, Row> _rows = [];

    public int Writes { get; private set; }

    public Error? Refusal { get; set; }

    public IReadOnlyList<Row> Opened => [.. _rows.Values];

    public Task<Result<IRowSet>> OpenAsync(string owner, CancellationToken cancellationToken) => Task.FromResult(Result<IRowSet>.Ok(this));

    public Task<Result> PutAsync(Row row, CancellationToken cancellationToken) => WriteAsync(() => _rows[row.Key] = row);

    public Task<Result> RemoveAsync(string key, CancellationToken cancellationToken) => WriteAsync(() => _rows.Remove(key));

    private Task<Result> WriteAsync(Action write)
    {
        if (Refusal is { } refusal)
            return Task.FromResult<Result>(refusal);
        Writes++;
        write();
        return Task.FromResult(Result.Ok);
    }
}
