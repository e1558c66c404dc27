using System.Collections.Immutable;
using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Grains.Searches;

/// <summary>A query taken apart: what has tokens and what is a vector already.</summary>
/// <param name="Parts">Parts with tokens; the weight's sign is kept beside, since the model knows positive weights only.</param>
/// <param name="Vectors">Stored items and raw vectors; where a model sums scores, of an item each vector that it has.</param>
/// <param name="StoredVideos">The stored videos among them.</param>
internal sealed record QueryTerms(
    ImmutableArray<(EmbedPart Part, bool Positive)> Parts,
    ImmutableArray<VectorTerm> Vectors,
    ImmutableArray<VideoId> StoredVideos)
{
    /// <summary>The modalities of the parts with tokens.</summary>
    public Modalities Mask => Parts.Aggregate(Modalities.None, (mask, entry) => mask | entry.Part.Mask);
}
