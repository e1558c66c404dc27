using Triad.Core.Errors;
using Triad.Core.Rows;

namespace Triad.Grains.Tests.Usage;

/// <summary>Rows of many owners in memory, with their epochs; the write of a given number fails, before or after it has happened.</summary>
internal sealed class CrashingRows : IRowStore
{
    private static readonly Error Down = new(ErrorReason.Unavailable, "The process was killed.");

    private readonly Lock _gate = new();
    private readonly Dictionary<string, SortedDictionary<string, string>> _owners = [];
    private readonly Dictionary<string, long> _epochs = [];

    public int Writes { get; private set; }

    /// <summary>The number of the write that fails; 0 for none.</summary>
    public int FailsAt { get; set; }

    /// <summary>True where it happens all the same.</summary>
    public bool IsAfter { get; set; }

    /// <summary>How many rows owners of a name have.</summary>
    public int CountOf(string prefix) => _owners.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Sum(pair => pair.Value.Count);

    public Task<Result<IRowSet>> OpenAsync(string owner, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var epoch = _epochs[owner] = _epochs.GetValueOrDefault(owner) + 1;
            if (!_owners.ContainsKey(owner))
                _owners[owner] = new SortedDictionary<string, string>(StringComparer.Ordinal);
            return Task.FromResult(Result<IRowSet>.Ok(new Rows(this, owner, epoch, [.. _owners[owner].Select(pair => new Row(pair.Key, pair.Value))])));
        }
    }

    private Task<Result> WriteAsync(string owner, long epoch, Action<SortedDictionary<string, string>> write)
    {
        lock (_gate)
        {
            if (_epochs[owner] != epoch)
                return Task.FromResult<Result>(new Error(ErrorReason.EpochStale, "Taken over."));
            var fails = ++Writes == FailsAt;
            if (!fails || IsAfter)
                write(_owners[owner]);
            return Task.FromResult(fails ? Down : Result.Ok);
        }
    }

    private sealed class Rows(CrashingRows store, string owner, long epoch, IReadOnlyList<Row> opened) : IRowSet
    {
        public IReadOnlyList<Row> Opened => opened;

        public Task<Result> PutAsync(Row row, CancellationToken cancellationToken) => store.WriteAsync(owner, epoch, rows => rows[row.Key] = row.Value);

        public Task<Result> RemoveAsync(string key, CancellationToken cancellationToken) => store.WriteAsync(owner, epoch, rows => rows.Remove(key));
    }
}
