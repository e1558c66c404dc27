namespace Triad.Core.Erasure;

/// <summary>What an erasure leaves where the platform cannot count or erase: every receipt of its scopes says so. Registered as itself.</summary>
/// <param name="Scopes">Of what it may stay.</param>
/// <param name="What">One sentence for a person.</param>
/// <param name="Lasts">How long after the erasure at most; null where nobody here can tell.</param>
public sealed record ErasureTrace(ErasureScopes Scopes, string What, TimeSpan? Lasts);
