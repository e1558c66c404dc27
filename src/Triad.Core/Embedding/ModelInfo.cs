using Triad.Core.Identity;
using Triad.Core.LongInput;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>What a loaded model package offers.</summary>
/// <param name="Package">The package's id, as tenants name it.</param>
/// <param name="Space">The space of its vectors.</param>
/// <param name="Dimension">Numbers in a vector.</param>
/// <param name="Modalities">The modalities that it embeds.</param>
/// <param name="CanFuse">True where several modalities go through one pass (a fusion model).</param>
/// <param name="Decode">How media is decoded for it, at its own segment length.</param>
/// <param name="StoreFull">True where the full mask of a segment is stored.</param>
/// <param name="Stored">The other masks that are stored of a segment that has their modalities.</param>
/// <param name="FrontEndKey">Hash of backbones and front-end settings: the name under which derived data is kept.</param>
public sealed record ModelInfo(
    string Package,
    SpaceId Space,
    int Dimension,
    Modalities Modalities,
    bool CanFuse,
    DecodeSettings Decode,
    bool StoreFull,
    IReadOnlyList<Modalities> Stored,
    string FrontEndKey)
{
    /// <summary>How the vector of a whole video is made.</summary>
    public LongInputPolicy LongInput { get; init; } = LongInputPolicy.Default;

    /// <summary>The tokens that one item may have.</summary>
    public int MaxTokensPerItem { get; init; } = 2048;

    /// <summary>The representations that are stored of a segment with this mask, the full one first.</summary>
    public IReadOnlyList<Modalities> RepresentationsOf(Modalities mask)
    {
        var usable = mask & Modalities;
        var others = Stored.Where(stored => usable.Contains(stored) && !(StoreFull && stored == usable));
        return StoreFull && usable != Modality.Modalities.None ? [usable, .. others] : [.. others];
    }
}
