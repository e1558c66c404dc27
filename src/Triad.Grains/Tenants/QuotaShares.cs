using Triad.Grains.Abstractions.Tenants;

namespace Triad.Grains.Tenants;

/// <summary>
/// Divides a tenant's rate between the gateways that have asked for it lately. Who asks again within twice the time of a lease is counted, so that a gateway
/// that is gone gives its share back by itself. Not kept: after a restart every gateway asks again.
/// </summary>
internal sealed class QuotaShares(TimeSpan validFor, TimeProvider time)
{
    private readonly Dictionary<string, long> _asked = new(StringComparer.Ordinal);

    /// <summary>The share of a gateway that asks now.</summary>
    public QuotaLease Lease(string gateway, double? queriesPerSecond)
    {
        foreach (var gone in _asked.Where(other => time.GetElapsedTime(other.Value) > 2 * validFor).Select(other => other.Key).ToList())
            _asked.Remove(gone);
        _asked[gateway] = time.GetTimestamp();
        return new QuotaLease(queriesPerSecond / _asked.Count, queriesPerSecond, validFor);
    }
}
