using Triad.Core.Quotas;

namespace Triad.Core.Errors;

/// <summary>An expected failure: why, which field, which value, and what to do about it.</summary>
/// <param name="Reason">The closed reason code.</param>
/// <param name="Message">One sentence for a person, naming field, value and limit where there are such.</param>
/// <param name="Field">The path of the request field or setting at fault, in proto notation, or null.</param>
/// <param name="Value">The offending value, shortened for display, or null.</param>
/// <param name="Remedy">What the caller can do, or null where there is nothing to do.</param>
/// <param name="RetryAfter">How long to wait before a retry can succeed; null where a retry does not help.</param>
public sealed record Error(
    ErrorReason Reason,
    string Message,
    string? Field = null,
    string? Value = null,
    string? Remedy = null,
    TimeSpan? RetryAfter = null)
{
    /// <summary>The longest value that is shown; longer ones are cut.</summary>
    public const int MaxShownValue = 128;

    /// <summary>The quota that is used up, with <see cref="ErrorReason.QuotaExceeded"/>; else null.</summary>
    public QuotaUse? Quota { get; init; }

    /// <summary>True where the same request may succeed later.</summary>
    public bool Retryable => RetryAfter is not null
        || Reason is ErrorReason.Unavailable or ErrorReason.QueueFull or ErrorReason.TimedOut or ErrorReason.Conflict;

    /// <summary>A required field that is missing.</summary>
    public static Error Missing(string field, string remedy) =>
        new(ErrorReason.FieldMissing, $"{field} is missing. {remedy}", field, null, remedy);

    /// <summary>A field whose value is outside its range or form.</summary>
    public static Error Invalid(string field, object? value, string problem, string remedy) =>
        Of(ErrorReason.FieldInvalid, field, value, problem, remedy);

    /// <summary>A value that is larger than a configured maximum.</summary>
    public static Error OverLimit(string field, object value, string limit, object maximum, string remedy) =>
        Of(ErrorReason.LimitExceeded, field, value, $"exceeds the limit {limit} of {maximum}", remedy);

    /// <summary>An error with field, value, problem and remedy, and the message made from them.</summary>
    public static Error Of(ErrorReason reason, string field, object? value, string problem, string remedy)
    {
        var shown = Shorten(FormattableString.Invariant($"{value}"));
        return new Error(reason, $"{field} '{shown}' {problem}. {remedy}", field, shown, remedy);
    }

    private static string Shorten(string value)
    {
        var printable = string.Concat(value.Select(c => char.IsControl(c) ? '?' : c));
        if (printable.Length <= MaxShownValue)
            return printable;
        var end = char.IsHighSurrogate(printable[MaxShownValue - 1]) ? MaxShownValue - 1 : MaxShownValue; // Half a character is no text.
        return string.Concat(printable.AsSpan(0, end), "…");
    }
}
