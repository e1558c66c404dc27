using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>Rows of a chunk that one leg of a search is compared with.</summary>
/// <param name="Leg">The leg.</param>
/// <param name="Chunk">The chunk.</param>
/// <param name="From">The first row.</param>
/// <param name="Count">How many rows.</param>
/// <param name="Start">Where their scores begin among all scores of the search.</param>
/// <param name="Covered">Rows that a graph has found or left already; null for none.</param>
internal readonly record struct LegView(int Leg, RowChunk Chunk, int From, int Count, int Start, ulong[]? Covered);
