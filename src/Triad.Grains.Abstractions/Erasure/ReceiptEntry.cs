namespace Triad.Grains.Abstractions.Erasure;

/// <summary>An erasure in a list.</summary>
/// <param name="Id">The id of the tenant or video.</param>
/// <param name="StartedAt">When it was asked for.</param>
/// <param name="FinishedAt">When it ended; null before.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.erasure.receipt-entry")]
public sealed record ReceiptEntry(
    [property: Id(20)] string Id,
    [property: Id(21)] DateTimeOffset StartedAt,
    [property: Id(22)] DateTimeOffset? FinishedAt);
