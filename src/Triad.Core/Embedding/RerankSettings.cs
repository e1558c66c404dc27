using Triad.Core.Identity;

namespace Triad.Core.Embedding;

/// <summary>That a model compares a text with what it keeps of a segment, one by one, and so orders again what a search found first.</summary>
/// <param name="Kept">The representation that it needs of a segment. No query asks it.</param>
/// <param name="Hits">How many of the first hits are ordered again.</param>
public sealed record RerankSettings(RepresentationName Kept, int Hits);
