namespace Triad.Vectors.Graphs;

/// <summary>A graph cannot be made, read or asked.</summary>
internal sealed class GraphException(string message) : Exception(message);
