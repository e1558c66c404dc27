namespace Triad.Testing.Time;

/// <summary>A test has waited in vain.</summary>
public sealed class DeadlineException(string what, TimeSpan patience, string? detail = null)
    : Exception($"waited {patience.TotalSeconds} s for {what}{(detail is null ? string.Empty : $": {detail}")}");
