using Triad.Core.Embedding;
using Triad.Core.Identity;

namespace Triad.Inference.Kinds.Ensemble;

/// <summary>What one member is given of an item.</summary>
/// <param name="Member">The member.</param>
/// <param name="Item">What it embeds.</param>
/// <param name="Names">For each of the ensemble's vectors that it makes the name, and what the member calls it.</param>
internal sealed record MemberItem(
    EnsembleMember Member,
    EmbedItem Item,
    IReadOnlyList<(RepresentationName Name, RepresentationName Own)> Names);
