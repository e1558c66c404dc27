using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Fusion;

/// <summary>What a fusion model makes of representations: a mask each.</summary>
internal static class FusionMasks
{
    /// <summary>
    /// The mask of each of an item's representations, in their order. A query asks all of them with everything that it has; media become what the names say.
    /// </summary>
    public static IReadOnlyList<Modalities> Of(EmbedItem item)
    {
        var all = item.Mask;
        return [.. item.Representations.Select(name => item.Role == EmbedRole.Query || name == RepresentationName.Full ? all : name.Mask)];
    }
}
