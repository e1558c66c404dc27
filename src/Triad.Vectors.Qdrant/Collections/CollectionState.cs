using System.Collections.Immutable;

namespace Triad.Vectors.Qdrant.Collections;

/// <summary>What is known of a collection: its vectors and their dimensions.</summary>
internal sealed record CollectionState(string Name, ImmutableDictionary<string, int> Dimensions);
