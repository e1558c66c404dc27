using Triad.Core.Embedding;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>A representation of an ensemble.</summary>
/// <param name="Info">What it is called there, and who can ask it.</param>
/// <param name="Member">The member that stores it.</param>
/// <param name="Own">What it is to the member.</param>
internal sealed record EnsembleRepresentation(RepresentationInfo Info, EnsembleMember Member, RepresentationInfo Own);
