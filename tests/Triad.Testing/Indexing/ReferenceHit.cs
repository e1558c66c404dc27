using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Testing.Indexing;

/// <summary>A hit of the reference.</summary>
public sealed record ReferenceHit(VectorPoint Point, RepresentationName Representation, PointId Id, double Score);
