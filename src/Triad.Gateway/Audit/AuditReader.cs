using System.Runtime.CompilerServices;
using Triad.Core.Audit;
using Triad.Core.Errors;
using Triad.Gateway.Errors;

namespace Triad.Gateway.Audit;

/// <summary>Reads records in the order of their times. Those of a chain are in that order; chains of a day are merged.</summary>
internal sealed class AuditReader(IAuditStore store)
{
    /// <summary>The records of a span, after a cursor where one is given.</summary>
    /// <exception cref="Grpc.Core.RpcException">The log cannot be read.</exception>
    public async IAsyncEnumerable<AuditRecord> ReadAsync(
        DateTimeOffset from, DateTimeOffset to, AuditCursor? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var begin = after is null || after.Time < from ? from : after.Time;
        var (first, last) = (DateOnly.FromDateTime(begin.UtcDateTime), DateOnly.FromDateTime(to.UtcDateTime));
        var parts = (await store.ListAsync(cancellationToken)).OrThrow();
        foreach (var day in parts.Where(part => part.Day >= first && part.Day <= last).GroupBy(part => part.Day).OrderBy(day => day.Key))
        {
            await foreach (var record in MergeAsync([.. day.GroupBy(part => part.Chain)], begin, cancellationToken))
            {
                if (record.Event.Time >= to)
                    break;
                if (after is null || after.IsBefore(record))
                    yield return record;
            }
        }
    }

    private async IAsyncEnumerable<AuditRecord> MergeAsync(
        IReadOnlyList<IEnumerable<AuditPartName>> chains, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var heads = new PriorityQueue<IAsyncEnumerator<AuditRecord>, AuditCursor>();
        var all = chains.Select(chain => ReadChainAsync(chain, from, cancellationToken).GetAsyncEnumerator(cancellationToken)).ToList();
        try
        {
            foreach (var chain in all)
                await NextAsync(chain);
            while (heads.TryDequeue(out var chain, out _))
            {
                yield return chain.Current;
                await NextAsync(chain);
            }
        }
        finally
        {
            foreach (var chain in all)
                await chain.DisposeAsync();
        }

        async Task NextAsync(IAsyncEnumerator<AuditRecord> chain)
        {
            if (await chain.MoveNextAsync())
                heads.Enqueue(chain, AuditCursor.Of(chain.Current));
        }
    }

    private async IAsyncEnumerable<AuditRecord> ReadChainAsync(
        IEnumerable<AuditPartName> parts, DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var part in parts.OrderBy(part => part.Number))
        {
            var opened = await store.OpenReadAsync(part, cancellationToken);
            if (opened is { IsOk: false, Error.Reason: ErrorReason.ContentNotFound })
                continue; // Taken away since it was listed.
            await foreach (var (line, _) in AuditLines.ReadAsync(opened.OrThrow(), cancellationToken))
            {
                // What is no record is found by a verification; here it says nothing.
                if (AuditRecord.Read(line) is { } record && record.Event.Time >= from)
                    yield return record;
            }
        }
    }
}
