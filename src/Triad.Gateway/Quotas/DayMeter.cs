using Triad.Core.Errors;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Gateway.Quotas;

/// <summary>
/// What this gateway spends of a tenant's quota that is counted a day: it draws a part from the tenant, and asks again when that is spent. What an answer
/// costs is known when it has been given: the last one may cost more than was left, and the next draw says so.
/// </summary>
internal sealed class DayMeter(TenantQuota quota, TimeProvider time)
{
    // Who was told that all is used up asks again as often: the quota may have been raised.
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private DayGrant? _grant;
    private Task<Result>? _drawing;
    private long _drawn;
    private double _spent;

    /// <summary>What was granted last; null where nothing was.</summary>
    public DayGrant? Grant => _grant;

    /// <summary>True where something is left.</summary>
    public bool HasLeft
    {
        get
        {
            lock (_lock)
                return _grant is { } grant && !IsOver(grant) && (grant.Limit is null || _spent < grant.Amount);
        }
    }

    /// <summary>True where it is worth asking the tenant.</summary>
    public bool MayDraw
    {
        get
        {
            lock (_lock)
                return _grant is not { Amount: 0 } grant || IsOver(grant) || time.GetElapsedTime(_drawn) >= Rest;
        }
    }

    /// <summary>How long until the quota's next day begins.</summary>
    public TimeSpan UntilReset
    {
        get
        {
            lock (_lock)
                return _grant is { } grant && grant.UntilReset > time.GetElapsedTime(_drawn) ? grant.UntilReset - time.GetElapsedTime(_drawn) : TimeSpan.Zero;
        }
    }

    /// <summary>Counts what an answer cost.</summary>
    public void Spend(double amount)
    {
        lock (_lock)
            _spent += amount;
    }

    /// <summary>Gives the grant back for the next one; all who need it at a time wait for one call.</summary>
    public Task<Result> DrawAsync(string gateway, Func<DayDraw, Task<Result<DayGrant>>> ask)
    {
        lock (_lock)
            return _drawing is { IsCompleted: false } running ? running : _drawing = DrawOnceAsync(gateway, ask);
    }

    private async Task<Result> DrawOnceAsync(string gateway, Func<DayDraw, Task<Result<DayGrant>>> ask)
    {
        DayDraw asked;
        lock (_lock)
            asked = new DayDraw(gateway, quota, _grant?.GrantId ?? 0, _grant?.Amount ?? 0, _spent);
        var granted = await ask(asked);
        if (!granted.IsOk)
            return granted.Error;
        lock (_lock)
        {
            // What was spent since it was asked for is spent of the new one.
            _spent = Math.Max(0, _spent - asked.Spent);
            (_grant, _drawn) = (granted.Value, time.GetTimestamp());
        }

        return Result.Ok;
    }

    private bool IsOver(DayGrant grant) => time.GetElapsedTime(_drawn) >= grant.UntilReset;
}
