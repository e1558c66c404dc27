namespace Triad.Grains.Abstractions.Usage;

/// <summary>Two places that should say the same of what was used, and do not.</summary>
/// <param name="What">What is compared, for people: "roll-up of 2026113009, embed_seconds".</param>
/// <param name="Expected">What the first place says.</param>
/// <param name="Found">What the second one says.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.usage.usage-difference")]
public sealed record UsageDifference(
    [property: Id(0)] string What,
    [property: Id(1)] string Expected,
    [property: Id(2)] string Found);
