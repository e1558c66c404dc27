namespace Triad.Grains.Abstractions.Erasure;

/// <summary>What may stay after an erasure.</summary>
/// <param name="What">One sentence for a person.</param>
/// <param name="Until">When it is gone at the latest; null where nobody can tell.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.erasure.trace")]
public sealed record LastingTrace(
    [property: Id(20)] string What,
    [property: Id(21)] DateTimeOffset? Until);
