using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>
/// Parts that are embedded together in one pass of the fusion transformer. Within a modality a part counts by its weight whatever its
/// length: e = norm(sum over modalities m of W_m norm(g_m)), W_m the sum of the weights of the parts that have m.
/// </summary>
/// <param name="Parts">At least one part; all weights greater than 0.</param>
/// <param name="Masks">
/// The masks to embed, each contained in the union of the parts' masks: one vector each, from the tokens of those modalities alone. Tokens are
/// computed once, whatever the number of masks.
/// </param>
/// <param name="KeepLogMel">True to return the log-mel of the first part with sound, to be stored.</param>
/// <param name="KeepTokens">The modalities whose tokens are returned. With them there need not be any mask.</param>
public sealed record EmbedItem(
    IReadOnlyList<EmbedPart> Parts,
    IReadOnlyList<Modalities> Masks,
    bool KeepLogMel = false,
    Modalities KeepTokens = Modalities.None);
