namespace Triad.Grains.Abstractions.Erasure;

/// <summary>How far the erasure of a tenant is.</summary>
/// <param name="Version">Differs after every change.</param>
/// <param name="Percent">0 to 100.</param>
/// <param name="Activity">What is being done, for people.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Receipt">What was erased, at the end; null before.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.erasure.progress")]
public sealed record ErasureProgress(
    [property: Id(20)] long Version,
    [property: Id(21)] double Percent,
    [property: Id(22)] string Activity,
    [property: Id(23)] DateTimeOffset StartedAt,
    [property: Id(24)] ErasureReceipt? Receipt);
