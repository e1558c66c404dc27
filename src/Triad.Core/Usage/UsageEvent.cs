using Triad.Core.Identity;

namespace Triad.Core.Usage;

/// <summary>Something that a tenant used. All of it is a function of what was done: told twice, it is the same to the last bit.</summary>
/// <param name="Id">Says what was done.</param>
/// <param name="Tenant">Who is billed.</param>
/// <param name="Kind">What was used.</param>
/// <param name="Amount">How much, in the kind's unit; at most six decimals, so that sums are exact in any order.</param>
/// <param name="Time">When; its hour is the one that it counts to.</param>
/// <param name="Labels">What it is told apart by.</param>
public sealed record UsageEvent(
    UsageEventId Id, TenantId Tenant, UsageKind Kind, decimal Amount, DateTimeOffset Time, UsageLabels Labels)
{
    /// <summary>The decimals of amounts.</summary>
    public const int Decimals = 6;

    /// <summary>The hour that it counts to.</summary>
    public UsageHour Hour => UsageHour.Of(Time);

    /// <summary>An amount of seconds.</summary>
    public static decimal Seconds(TimeSpan span) => decimal.Round((decimal)span.Ticks / TimeSpan.TicksPerSecond, Decimals);
}
