using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>
/// Parts that are embedded together, in a fusion model in one pass. Within a modality a part counts by its weight whatever its length:
/// e = norm(sum over modalities m of W_m norm(g_m)), W_m the sum of the weights of the parts that have m.
/// </summary>
/// <param name="Parts">At least one part; all weights greater than 0.</param>
/// <param name="Representations">
/// The representations to make or to ask: one vector each. Of media the mask of each is contained in the union of the parts' masks, and only those
/// modalities go into it. What the parts become on the way is computed once, whatever the number of representations.
/// </param>
/// <param name="KeepLogMel">True to return the log-mel of the first part with sound, to be stored.</param>
/// <param name="KeepTokens">The modalities whose tokens are returned. With them there need not be any representation.</param>
public sealed record EmbedItem(
    IReadOnlyList<EmbedPart> Parts,
    IReadOnlyList<RepresentationName> Representations,
    bool KeepLogMel = false,
    Modalities KeepTokens = Modalities.None)
{
    /// <summary>What it is embedded for.</summary>
    public EmbedRole Role { get; init; }

    /// <summary>The video's name, for models that read it (<see cref="ModelInfo.Titles"/>); else null.</summary>
    public string? Title { get; init; }

    /// <summary>The modalities that any part has.</summary>
    public Modalities Mask => Parts.Aggregate(Modalities.None, (mask, part) => mask | part.Mask);
}
