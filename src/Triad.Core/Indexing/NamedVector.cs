using Triad.Core.Identity;

namespace Triad.Core.Indexing;

/// <summary>One of the vectors of a point.</summary>
/// <param name="Name">Its name; never <see cref="RepresentationName.Full"/>.</param>
/// <param name="Vector">Unit length, of the representation's dimension.</param>
/// <param name="IsFull">True where it is the point's full one as well; at most one of a point's vectors is.</param>
public sealed record NamedVector(RepresentationName Name, ReadOnlyMemory<float> Vector, bool IsFull = false);
