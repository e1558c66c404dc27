using Triad.Core.Errors;

namespace Triad.Grains.Abstractions.Surrogates;

/// <summary>An expected failure as it crosses between grains.</summary>
[GenerateSerializer]
[Immutable]
[Alias("triad.core.error.surrogate")]
public readonly struct ErrorSurrogate
{
    /// <summary>The closed reason code.</summary>
    [Id(0)]
    public ErrorReason Reason { get; init; }

    /// <summary>One sentence for a person.</summary>
    [Id(1)]
    public string Message { get; init; }

    /// <summary>The request field at fault, or null.</summary>
    [Id(2)]
    public string? Field { get; init; }

    /// <summary>The offending value, or null.</summary>
    [Id(3)]
    public string? Value { get; init; }

    /// <summary>What the caller can do, or null.</summary>
    [Id(4)]
    public string? Remedy { get; init; }

    /// <summary>How long to wait before a retry, or null.</summary>
    [Id(5)]
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The name of the quota that is used up, or null.</summary>
    [Id(40)]
    public string? Quota { get; init; }

    /// <summary>What that quota allows.</summary>
    [Id(41)]
    public double QuotaLimit { get; init; }

    /// <summary>What of it is used.</summary>
    [Id(42)]
    public double QuotaUsed { get; init; }

    /// <summary>The time over which it is counted, or null.</summary>
    [Id(43)]
    public TimeSpan? QuotaWindow { get; init; }
}
