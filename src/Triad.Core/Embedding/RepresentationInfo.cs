using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>A representation that a model package stores, and who can ask it.</summary>
/// <param name="Name">Its name; <see cref="RepresentationName.Full"/> stands for the one of all that a segment has, whatever that is.</param>
/// <param name="Dimension">Numbers in a vector.</param>
/// <param name="Mask">The modalities that it is made of; those that it may be made of where it is the full one.</param>
/// <param name="Queries">The modalities that a query may have to be compared with it: a query with another one cannot ask it.</param>
/// <param name="ComparableAs">
/// Representations with the same text here hold vectors of one kind: their scores rank together, and a stored vector of one can be asked of another.
/// </param>
public sealed record RepresentationInfo(RepresentationName Name, int Dimension, Modalities Mask, Modalities Queries, string ComparableAs);
