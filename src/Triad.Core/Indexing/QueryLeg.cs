using Triad.Core.Identity;

namespace Triad.Core.Indexing;

/// <summary>One representation that a search asks, and with what.</summary>
/// <param name="Representation">A stored vector's name, or <see cref="RepresentationName.Full"/>.</param>
/// <param name="Vector">Unit length, of the representation's dimension.</param>
public sealed record QueryLeg(RepresentationName Representation, ReadOnlyMemory<float> Vector);
