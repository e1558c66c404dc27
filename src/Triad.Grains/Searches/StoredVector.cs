using Triad.Core.Identity;

namespace Triad.Grains.Searches;

/// <summary>A vector that a query gives.</summary>
/// <param name="Name">What it is called where it is stored; null for a raw vector.</param>
/// <param name="Vector">Unit length.</param>
internal sealed record StoredVector(RepresentationName? Name, ReadOnlyMemory<float> Vector);
