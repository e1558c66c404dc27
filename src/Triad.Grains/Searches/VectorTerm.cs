using Triad.Core.Embedding;
using Triad.Core.Identity;

namespace Triad.Grains.Searches;

/// <summary>A part of a query that is a vector already.</summary>
/// <param name="Part">The part's index in the query.</param>
/// <param name="Term">The vector and its weight.</param>
/// <param name="Stored">What it is called in the stored item that it is of; null for a raw vector.</param>
/// <param name="IsNamed">True where the query names it: it then asks whatever it can be compared with, else only its own kind.</param>
internal sealed record VectorTerm(int Part, QueryTerm Term, RepresentationName? Stored, bool IsNamed);
