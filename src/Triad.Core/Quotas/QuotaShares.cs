namespace Triad.Core.Quotas;

/// <summary>
/// Divides a tenant's rate between the gateways that serve it: what is leased at a time is never more than the quota, but for a small share that one which
/// has just come begins with. A gateway that has little to do leaves room for others; one that needs more asks again soon and gets it from what others leave.
/// Not kept: after a restart every gateway asks again. Not for several threads at once.
/// </summary>
/// <param name="validFor">How long a share is held.</param>
/// <param name="time">The clock.</param>
public sealed class QuotaShares(TimeSpan validFor, TimeProvider time)
{
    /// <summary>The part of the quota that all who have just come may have together beyond it, until others have given something up.</summary>
    public const double ForNewcomers = 0.02;

    /// <summary>The share of a quota that a tenant is warned of.</summary>
    public const double WarnedShare = 0.8;

    // A gateway gets a bit more than came to it, so that what grows is not refused at once.
    private const double Room = 1.5;

    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    private readonly Dictionary<string, Held> _shares = new(StringComparer.Ordinal);
    private long? _warned;

    /// <summary>The share of a gateway that asks now.</summary>
    /// <param name="gateway">Its name.</param>
    /// <param name="quota">The tenant's queries a second; null does not bind.</param>
    /// <param name="demand">Queries a second that came to it since its last lease; null where it has none.</param>
    public QuotaShare Take(string gateway, double? quota, double? demand)
    {
        var now = time.GetTimestamp();
        foreach (var gone in _shares.Where(other => time.GetElapsedTime(other.Value.Since, now) >= validFor).Select(other => other.Key).ToList())
            _shares.Remove(gone);
        _shares.Remove(gateway, out var before);
        var mayBurst = before is null && _shares.Count == 0;
        var rate = quota is { } whole ? Divide(whole, demand) : (double?)null;
        _shares[gateway] = new Held(rate ?? 0, demand, now);
        return new QuotaShare(rate, mayBurst);
    }

    /// <summary>The use of the quota where it has risen over the share that is warned of; null else, and for a while after a warning.</summary>
    public QuotaUse? WarningOf(double? quota)
    {
        var demand = _shares.Values.Sum(share => share.Demand ?? 0);
        if (quota is not > 0 || demand < WarnedShare * quota.Value)
            return null;
        if (_warned is { } last && time.GetElapsedTime(last) < Rest)
            return null;
        _warned = time.GetTimestamp();
        return new QuotaUse(QuotaNames.QueriesPerSecond, quota.Value, Math.Min(demand, quota.Value), TimeSpan.FromSeconds(1));
    }

    private double Divide(double quota, double? demand)
    {
        var count = _shares.Count + 1;
        var fair = quota / count;
        var leased = _shares.Values.Sum(other => other.Rate);
        var left = Math.Max(0, quota - leased);
        var others = _shares.Values.Sum(other => Math.Min(fair, Wanted(other.Demand, fair)));
        var most = Math.Max(fair, quota - others);
        var wanted = demand is null && count == 1 ? quota : Math.Max(Wanted(demand, fair), fair / 2);

        // Half of what there is beyond the quota: so there is some for the next one, and never more than that together.
        var least = Math.Max(0, (quota * (1 + ForNewcomers)) - leased) / 2;
        return Math.Max(Math.Min(Math.Min(wanted, most), left), Math.Min(least, fair / 2));
    }

    private static double Wanted(double? demand, double fair) => demand is { } known ? known * Room : fair;

    private sealed record Held(double Rate, double? Demand, long Since);
}
