namespace Triad.Core.Erasure;

/// <summary>What may still be somewhere after an erasure, and until when: a receipt says it.</summary>
/// <param name="What">One sentence for a person.</param>
/// <param name="Until">When it is gone at the latest; null where nobody here can tell.</param>
public sealed record ErasureRemainder(string What, DateTimeOffset? Until);
