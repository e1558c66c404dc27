using System.Globalization;
using Triad.Core.Errors;

namespace Triad.Core.Quotas;

/// <summary>What a tenant is told whose quota is used up: which, how much of it is used, and when to come again.</summary>
public static class QuotaRefusals
{
    /// <summary>No room for what is asked.</summary>
    /// <param name="use">The quota as it is without what is asked.</param>
    /// <param name="asked">What is asked.</param>
    public static Error NoRoom(QuotaUse use, double asked) => New(
        use,
        $"The tenant's quota of {Number(use.Limit)} {UnitOf(use.Quota)} has no room for {Number(asked)} more: {Number(use.Used)} are used.",
        "Delete videos, or have the operator raise the quota.",
        null);

    /// <summary>A rate, or what a day brings, is used up.</summary>
    /// <param name="use">The quota.</param>
    /// <param name="retryAfter">How long until there is more.</param>
    public static Error UsedUp(QuotaUse use, TimeSpan retryAfter) => New(
        use,
        $"The tenant's quota of {Number(use.Limit)} {UnitOf(use.Quota)} is used up.",
        "Ask more slowly, or have the operator raise the quota.",
        retryAfter);

    /// <summary>A quota of nothing.</summary>
    public static Error Forbidden(QuotaUse use) => New(
        use, $"The tenant's quota allows no {UnitOf(use.Quota)}.", "Have the operator raise the quota.", null);

    /// <summary>What a quota counts, for people.</summary>
    public static string UnitOf(string quota) => quota switch
    {
        QuotaNames.Videos => "videos",
        QuotaNames.MediaSeconds => "seconds of media",
        QuotaNames.StoredBytes => "stored bytes",
        QuotaNames.ConcurrentIngests => "videos in work at once",
        QuotaNames.QueriesPerSecond => "queries a second",
        QuotaNames.EmbedSecondsPerDay => "seconds of embedding a day",
        QuotaNames.BytesSentPerDay => "bytes sent a day",
        _ => throw new ArgumentOutOfRangeException(nameof(quota), quota, "No quota has this name."),
    };

    private static Error New(QuotaUse use, string message, string remedy, TimeSpan? retryAfter) =>
        new(ErrorReason.QuotaExceeded, message, $"quotas.{use.Quota}", Number(use.Limit), remedy, retryAfter) { Quota = use };

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
