using System.Globalization;
using Grpc.Core;
using Triad.Core.Errors;
using Triad.Core.Quotas;

namespace Triad.Gateway.Quotas;

/// <summary>
/// Quotas in fields of HTTP: <c>RateLimit-Policy</c> and <c>RateLimit</c> by draft-ietf-httpapi-ratelimit-headers-10 (lists of RFC 9651), and
/// <c>Retry-After</c> of RFC 9110. In gRPC they are trailers, and headers of an answer that has no others.
/// </summary>
internal static class RateLimitFields
{
    private const string Policy = "ratelimit-policy";
    private const string Limit = "ratelimit";
    private const string RetryAfter = "retry-after";

    // The largest integer of RFC 9651.
    private const double Largest = 999_999_999_999_999;

    /// <summary>The fields of a refusal; none where it is not about a quota.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(Error error)
    {
        if (error.Quota is { } use)
        {
            foreach (var field in Of(use, error.RetryAfter))
                yield return field;
        }

        if (error.Reason == ErrorReason.QuotaExceeded && error.RetryAfter is { } wait)
            yield return new(RetryAfter, Seconds(wait));
    }

    /// <summary>Adds the fields of a quota to an answer.</summary>
    public static void Add(Metadata trailers, QuotaUse? use)
    {
        if (use is null)
            return;
        foreach (var (name, value) in Of(use, null))
            trailers.Add(name, value);
    }

    private static IEnumerable<KeyValuePair<string, string>> Of(QuotaUse use, TimeSpan? reset)
    {
        // A quota is a whole number: half a query a second is one in two.
        var window = use.Window?.TotalSeconds;
        var scale = window is { } && use.Limit is > 0 and < 1 ? Math.Ceiling(1 / use.Limit) : 1;
        var span = window is { } seconds ? FormattableString.Invariant($";w={(long)(seconds * scale)}") : "";
        yield return new(Policy, FormattableString.Invariant($"\"{use.Quota}\";q={Whole(use.Limit * scale)};qu=\"{UnitOf(use.Quota)}\"{span}"));
        var until = reset is { } wait ? $";t={Seconds(wait)}" : "";
        yield return new(Limit, FormattableString.Invariant($"\"{use.Quota}\";r={Whole(use.Left * scale)}{until}"));
    }

    // The draft's own units where it has them.
    private static string UnitOf(string quota) => quota switch
    {
        QuotaNames.QueriesPerSecond => "requests",
        QuotaNames.StoredBytes or QuotaNames.BytesSentPerDay => "content-bytes",
        QuotaNames.ConcurrentIngests => "concurrent-requests",
        QuotaNames.Videos => "videos",
        _ => "seconds",
    };

    private static string Whole(double value) => Math.Clamp(Math.Floor(value), 0, Largest).ToString("0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan span) => Math.Max(1, Math.Ceiling(span.TotalSeconds)).ToString("0", CultureInfo.InvariantCulture);
}
