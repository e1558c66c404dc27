using Triad.Core.Identity;

namespace Triad.Core.Indexing;

/// <summary>A representation as an index holds it.</summary>
/// <param name="Name">Its name; <see cref="RepresentationName.Full"/> too, where points have a full one.</param>
/// <param name="Dimension">Numbers in each of its vectors, at least 1.</param>
public sealed record RepresentationShape(RepresentationName Name, int Dimension);
