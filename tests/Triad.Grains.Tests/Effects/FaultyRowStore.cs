using Triad.Core.Errors;
using Triad.Core.Rows;

namespace Triad.Grains.Tests.Effects;

/// <summary>Rows whose writes may go wrong; one is named by what it is: a job, a fence.</summary>
internal sealed class FaultyRowStore(IRowStore store, EffectFaults faults, WrittenStates written) : IRowStore
{
    private WrittenStates Written => written;

    public async Task<Result<IRowSet>> OpenAsync(string owner, CancellationToken cancellationToken)
    {
        var opened = await store.OpenAsync(owner, cancellationToken);
        return opened.IsOk ? new Rows(this, owner, opened.Value) : opened.Error;
    }

    private static string NameOf(string owner) => owner.Split('/')[0] switch
    {
        "ingest-queue" => "job",
        "shard-fences" => "fence",
        var other => other,
    };

    private static string TenantOf(string owner, string key) =>
        NameOf(owner) switch
        {
            "job" or "retention" => key.Split('/')[0],
            "usage-clerk" => key.Split('/')[^1],
            _ => owner.Split('/')[1],
        };

    private Task<Result> RunAsync(string owner, string key, string what, Func<Task<Result>> act) =>
        faults.RunAsync(TenantOf(owner, key), $"row: {NameOf(owner)} {what}", act, Result.Fail);

    private sealed class Rows(FaultyRowStore store, string owner, IRowSet rows) : IRowSet
    {
        public IReadOnlyList<Row> Opened => rows.Opened;

        public Task<Result> PutAsync(Row row, CancellationToken cancellationToken) => store.RunAsync(owner, row.Key, "added", async () =>
        {
            var put = await rows.PutAsync(row, cancellationToken);
            if (put.IsOk)
                store.Written.NotePut(owner, row.Key);
            return put;
        });

        public Task<Result> RemoveAsync(string key, CancellationToken cancellationToken) => store.RunAsync(owner, key, "removed", async () =>
        {
            var removed = await rows.RemoveAsync(key, cancellationToken);
            if (removed.IsOk)
                store.Written.NoteRemoved(owner, key);
            return removed;
        });
    }
}
