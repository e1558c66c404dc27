using Triad.Vectors.Rows;

namespace Triad.Vectors.Scanning;

/// <summary>Rows that one leg of a search is compared with, and where their scores begin among all scores of the search.</summary>
internal readonly record struct LegView(int Leg, ChunkView View, int Start);
