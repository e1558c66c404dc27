using Triad.Core.Errors;

namespace Triad.Grains.State;

/// <summary>What callers of a grain with rows are told.</summary>
internal static class RowRules
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Another activation has the rows: a stale epoch is the grain's own affair, and its caller repeats the call.</summary>
    public static Error Moved(Error stale) =>
        new(ErrorReason.Unavailable, $"{stale.Message} Retry.", Remedy: "Retry: the call then reaches the other activation.", RetryAfter: Soon);
}
