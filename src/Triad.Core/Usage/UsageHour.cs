using System.Globalization;

namespace Triad.Core.Usage;

/// <summary>An hour of UTC: the finest step of roll-ups, and what the ledger is partitioned by.</summary>
/// <param name="Number">Hours since year 1.</param>
public readonly record struct UsageHour(long Number) : IComparable<UsageHour>
{
    private const string Form = "yyyyMMddHH";

    /// <summary>When it begins.</summary>
    public DateTimeOffset Start => new(Number * TimeSpan.TicksPerHour, TimeSpan.Zero);

    /// <summary>When the next one begins.</summary>
    public DateTimeOffset End => Next.Start;

    /// <summary>The hour after it.</summary>
    public UsageHour Next => new(Number + 1);

    /// <summary>The hour before it.</summary>
    public UsageHour Previous => new(Number - 1);

    /// <summary>The month that it lies in, such as 202611.</summary>
    public string Month => Start.ToString("yyyyMM", CultureInfo.InvariantCulture);

    /// <summary>The hour of an instant.</summary>
    public static UsageHour Of(DateTimeOffset time) => new(time.UtcTicks / TimeSpan.TicksPerHour);

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static UsageHour Parse(string text) => Of(
        DateTimeOffset.ParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal));

    /// <inheritdoc/>
    public int CompareTo(UsageHour other) => Number.CompareTo(other.Number);

    /// <summary>Such as 2026113009.</summary>
    public override string ToString() => Start.ToString(Form, CultureInfo.InvariantCulture);
}
