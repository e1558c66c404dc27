using Triad.Core.Identity;

namespace Triad.Vectors.Rows;

/// <summary>A representation of a shard.</summary>
/// <param name="Number">Its number in the shard's file: 0 for the full one, the mask's bits for the name of a mask, above them for others.</param>
/// <param name="Name">Its name.</param>
/// <param name="Dimension">Floats a vector.</param>
internal sealed record Representation(int Number, RepresentationName Name, int Dimension);
