using Triad.Core.Errors;

namespace Triad.Grains.Videos;

/// <summary>Why a video could not be ingested.</summary>
[GenerateSerializer]
[Alias("triad.state.failure")]
public sealed record FailureState
{
    /// <summary>The closed reason code.</summary>
    [Id(0)]
    public ErrorReason Reason { get; init; }

    /// <summary>One sentence for a person.</summary>
    [Id(1)]
    public string Message { get; init; } = string.Empty;

    /// <summary>The field at fault, or null.</summary>
    [Id(2)]
    public string? Field { get; init; }

    /// <summary>The offending value, or null.</summary>
    [Id(3)]
    public string? Value { get; init; }

    /// <summary>What the user can do, or null.</summary>
    [Id(4)]
    public string? Remedy { get; init; }

    /// <summary>True where another ingest may succeed.</summary>
    [Id(5)]
    public bool Retryable { get; init; }
}
