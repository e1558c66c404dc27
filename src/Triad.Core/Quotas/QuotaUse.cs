namespace Triad.Core.Quotas;

/// <summary>How much of a quota is used.</summary>
/// <param name="Quota">One of <see cref="QuotaNames"/>.</param>
/// <param name="Limit">What is allowed, in the quota's own unit.</param>
/// <param name="Used">What is used of it.</param>
/// <param name="Window">The time over which it is counted; null where it is not a rate.</param>
public sealed record QuotaUse(string Quota, double Limit, double Used, TimeSpan? Window = null)
{
    /// <summary>What is left, at least 0.</summary>
    public double Left => Math.Max(0, Limit - Used);
}
