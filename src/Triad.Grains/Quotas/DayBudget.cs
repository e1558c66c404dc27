using System.Globalization;
using Triad.Core.Rows;
using Triad.Grains.Abstractions.Quotas;
using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Quotas;

/// <summary>
/// What a tenant spends of a quota that is counted a day (UTC). Gateways get a part of what is left as a grant, and give it back with what they spent of it.
/// What is stored counts grants as spent: after a crash a gateway's grant is found in it, so that nothing is given out twice.
/// </summary>
internal sealed class DayBudget(TenantQuota quota, TimeProvider time)
{
    // Far fewer than that are lost with a gateway that dies, and a gateway asks again far less often than once a call.
    private const double LeastShare = 0.01;
    private const int SharesPerGateway = 4;
    private const string Prefix = "day/";

    private readonly Dictionary<string, (long Id, double Amount)> _grants = new(StringComparer.Ordinal);
    private DateOnly _day;
    private double _spent;
    private long _lastGrant;

    /// <summary>What is spent or granted today.</summary>
    public double Held => Today() ? _spent + _grants.Values.Sum(grant => grant.Amount) : 0;

    /// <summary>How long until the next day begins.</summary>
    public TimeSpan UntilReset => time.GetUtcNow().UtcDateTime.Date.AddDays(1) - time.GetUtcNow().UtcDateTime;

    /// <summary>True for a row that <see cref="ToRow"/> made of this quota.</summary>
    public bool IsOwn(Row row) => row.Key == Prefix + quota;

    /// <summary>The budget as a row: <c>day/quota</c> and <c>yyyy-MM-dd held</c>. The form is stored for ever.</summary>
    public Row ToRow() => new(Prefix + quota, FormattableString.Invariant($"{_day:yyyy-MM-dd} {Held:R}"));

    /// <summary>Takes a row on that <see cref="ToRow"/> made.</summary>
    public void Load(Row row)
    {
        var parts = row.Value.Split(' ');
        _day = DateOnly.ParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        _spent = double.Parse(parts[1], CultureInfo.InvariantCulture);

        // Grants of before are unknown from now on: theirs must not be taken for a new one.
        _lastGrant = time.GetUtcNow().UtcTicks;
    }

    /// <summary>Counts what was spent without a grant.</summary>
    public void Spend(double amount)
    {
        Turn();
        _spent += amount;
    }

    /// <summary>Takes a grant back. Of one that is not known any more, only what was spent beyond it is not counted yet.</summary>
    public void Settle(DayDraw draw)
    {
        Turn();
        if (_grants.TryGetValue(draw.Gateway, out var grant) && grant.Id == draw.GrantId)
        {
            _grants.Remove(draw.Gateway);
            _spent += draw.Spent;
        }
        else
        {
            _spent += Math.Max(0, draw.Spent - draw.Granted);
        }
    }

    /// <summary>Grants a part of what is left; what an earlier grant of the same gateway was is taken for spent.</summary>
    public DayGrant Grant(string gateway, double? limit)
    {
        Turn();
        if (_grants.Remove(gateway, out var lost))
            _spent += lost.Amount;
        var used = Held;
        if (limit is not { } most)
            return new DayGrant(0, 0, null, used, UntilReset);
        var left = Math.Max(0, most - used);
        var amount = Math.Min(left, Math.Max(most * LeastShare, left / (SharesPerGateway * (_grants.Count + 1))));
        var id = ++_lastGrant;
        if (amount > 0)
            _grants[gateway] = (id, amount);
        return new DayGrant(id, amount, most, used, UntilReset);
    }

    private bool Today() => _day == DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    private void Turn()
    {
        if (Today())
            return;
        (_day, _spent) = (DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), 0);
        _grants.Clear();
    }
}
