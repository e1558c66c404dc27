using Triad.Core.Embedding;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Omni;

/// <summary>What an omni model makes of representations: a mask each.</summary>
internal static class OmniMasks
{
    /// <summary>
    /// The mask of each of an item's representations, in their order: all that a query has, or what the name says of media.
    /// </summary>
    public static IReadOnlyList<Modalities> Of(EmbedItem item, Modalities modalities)
    {
        var all = item.Mask & modalities;
        return [.. item.Representations.Select(name => item.Role == EmbedRole.Query || name == RepresentationName.Full ? all : name.Mask)];
    }
}
