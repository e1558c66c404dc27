using System.Globalization;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Rows;
using Triad.Grains.Abstractions;
using Triad.Grains.State;

namespace Triad.Grains.Plans;

/// <summary>
/// Which tenants have a plan, a row each. A tenant is put in before it has the plan and taken out after it has another: so none is ever missing, and one that
/// is too many is found out by asking it.
/// </summary>
internal sealed class PlanMembers(IRowStore store, IGrainFactory grains, TimeProvider time, Action moved)
{
    private const string Owner = "plan-members/0";

    // Enough for a refusal that says who.
    private const int MaxNamed = 5;

    // Longer than a tenant takes from being put in to having the plan.
    private static readonly TimeSpan Young = TimeSpan.FromMinutes(1);

    private readonly Dictionary<string, SortedDictionary<string, DateTimeOffset>> _members = new(StringComparer.Ordinal);
    private IRowSet? _rows;

    public async Task<Result> AddAsync(PlanId plan, TenantId tenant, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(cancellationToken);
        if (!opened.IsOk)
            return opened;
        var now = time.GetUtcNow();
        var put = Note(await _rows!.PutAsync(new Row(KeyOf(plan, tenant), now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)), cancellationToken));
        if (put.IsOk)
            Of(plan.Value)[tenant.Value] = now;
        return put;
    }

    public async Task<Result> RemoveAsync(PlanId plan, TenantId tenant, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(cancellationToken);
        if (!opened.IsOk)
            return opened;
        var removed = Note(await _rows!.RemoveAsync(KeyOf(plan, tenant), cancellationToken));
        if (removed.IsOk)
            Of(plan.Value).Remove(tenant.Value);
        return removed;
    }

    /// <summary>Some of the tenants that have a plan; none where nobody has it.</summary>
    public async Task<Result<IReadOnlyList<string>>> SomeAsync(PlanId plan, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(cancellationToken);
        if (!opened.IsOk)
            return opened.Error;
        var found = new List<string>();
        foreach (var (id, since) in Of(plan.Value).ToList())
        {
            var tenant = TenantId.From(id);
            if (time.GetUtcNow() - since < Young || await HasAsync(tenant, plan, cancellationToken))
                found.Add(id);
            else if (await RemoveAsync(plan, tenant, cancellationToken) is { IsOk: false } kept)
                return kept.Error!;
            if (found.Count == MaxNamed)
                break;
        }

        return Result<IReadOnlyList<string>>.Ok(found);
    }

    /// <summary>The next tenants that have a plan, or had it, in the order of their ids.</summary>
    public async Task<Result<IReadOnlyList<string>>> PageAsync(PlanId plan, string after, int count, CancellationToken cancellationToken)
    {
        var opened = await OpenAsync(cancellationToken);
        return opened.IsOk
            ? Result<IReadOnlyList<string>>.Ok([.. Of(plan.Value).Keys.Where(id => string.CompareOrdinal(id, after) > 0).Take(count)])
            : opened.Error;
    }

    private async Task<bool> HasAsync(TenantId tenant, PlanId plan, CancellationToken cancellationToken)
    {
        var asked = await grains.Tenant(tenant).GetAsync(cancellationToken);
        return asked.IsOk ? asked.Value.HasPlan && asked.Value.Plan == plan.Value : asked.Error.Reason != ErrorReason.TenantNotFound;
    }

    private static string KeyOf(PlanId plan, TenantId tenant) => $"{plan}/{tenant}";

    private SortedDictionary<string, DateTimeOffset> Of(string plan)
    {
        if (!_members.TryGetValue(plan, out var members))
            _members.Add(plan, members = new SortedDictionary<string, DateTimeOffset>(StringComparer.Ordinal));
        return members;
    }

    private async Task<Result> OpenAsync(CancellationToken cancellationToken)
    {
        if (_rows is not null)
            return Result.Ok;
        var opened = await store.OpenAsync(Owner, cancellationToken);
        if (!opened.IsOk)
            return opened.Error;
        _rows = opened.Value;
        foreach (var row in _rows.Opened)
        {
            var slash = row.Key.IndexOf('/', StringComparison.Ordinal);
            Of(row.Key[..slash])[row.Key[(slash + 1)..]] = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(row.Value, CultureInfo.InvariantCulture));
        }

        return Result.Ok;
    }

    private Result Note(Result written)
    {
        if (written.Error?.Reason != ErrorReason.EpochStale)
            return written;
        moved(); // Another activation has taken over: the next call goes there.
        return RowRules.Moved(written.Error);
    }
}
