using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Grains.Abstractions.Erasure;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class ReceiptIndexDouble(GrainWorld world, string key) : IReceiptIndexGrain
{
    public Task<Result> NoteAsync(ReceiptEntry entry, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> ForgetAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<ReceiptEntry?>> FindAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<ImmutableArray<ReceiptEntry>>> ListAsync(string after, int limit, bool unfinishedOnly, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<ReceiptEntry>>>(world.Receipts.Values
            .Where(receipt => key == ReceiptIndexKey.Of(receipt.VideoId is null ? null : receipt.TenantId))
            .Select(receipt => new ReceiptEntry(receipt.VideoId?.Value ?? receipt.TenantId.Value, receipt.StartedAt, receipt.FinishedAt))
            .Where(entry => string.CompareOrdinal(entry.Id, after) > 0)
            .OrderBy(entry => entry.Id, StringComparer.Ordinal)
            .Take(limit)
            .ToImmutableArray());
}
