namespace Triad.Client;

/// <summary>What may stay after an erasure.</summary>
/// <param name="What">One sentence for people.</param>
/// <param name="Until">When it is gone at the latest; null where the platform cannot tell.</param>
public sealed record ErasureRemainder(string What, DateTimeOffset? Until);
