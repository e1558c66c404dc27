using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;

namespace Triad.Grains.Usage;

/// <summary>
/// The tenants whose ledgers have something to be done, each a row, and when. A mark that comes while its tenant is taken off the list puts it back:
/// marks are counted, and the writes of one tenant do not cross.
/// </summary>
internal sealed class DueTenants(IRowSet rows) : IDisposable
{
    public const string Prefix = "due/";

    private readonly SemaphoreSlim _writes = new(1);
    private readonly Dictionary<TenantId, DueTime> _due = rows.Opened
        .Where(row => row.Key.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(row => TenantId.From(row.Key[Prefix.Length..]), _ => new DueTime(DateTimeOffset.MinValue, 0));

    public IReadOnlyCollection<TenantId> All => _due.Keys;

    /// <summary>Those whose time has come, and the count of marks that is to be given back.</summary>
    public IReadOnlyList<(TenantId Tenant, long Marks)> At(DateTimeOffset now) =>
        [.. _due.Where(pair => pair.Value.Next <= now).Select(pair => (pair.Key, pair.Value.Marks))];

    public async Task<Result> MarkAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        if (_due.TryGetValue(tenant, out var known))
        {
            _due[tenant] = new DueTime(DateTimeOffset.MinValue, known.Marks + 1);
            return Result.Ok;
        }

        await _writes.WaitAsync(cancellationToken);
        try
        {
            var written = await rows.PutAsync(new Row(Prefix + tenant, "due"), cancellationToken);
            if (written.IsOk)
                _due[tenant] = new DueTime(DateTimeOffset.MinValue, _due.GetValueOrDefault(tenant).Marks + 1);
            return written;
        }
        finally
        {
            _writes.Release();
        }
    }

    /// <summary>Notes when the tenant's turn comes again, unless it was marked meanwhile; for never it is taken off the list.</summary>
    public async Task<Result> SettleAsync(TenantId tenant, long marks, DateTimeOffset next, CancellationToken cancellationToken)
    {
        if (!_due.TryGetValue(tenant, out var known) || known.Marks != marks)
            return Result.Ok;
        if (next < DateTimeOffset.MaxValue)
        {
            _due[tenant] = new DueTime(next, marks);
            return Result.Ok;
        }

        await _writes.WaitAsync(cancellationToken);
        try
        {
            // Off the list before its row goes: a mark from here on waits, and writes the row again.
            _due.Remove(tenant);
            var removed = await rows.RemoveAsync(Prefix + tenant, cancellationToken);
            if (!removed.IsOk)
                _due[tenant] = known;
            return removed;
        }
        finally
        {
            _writes.Release();
        }
    }

    public void Dispose() => _writes.Dispose();

    private readonly record struct DueTime(DateTimeOffset Next, long Marks);
}
