using Triad.Core.Identity;
using Triad.Core.LongInput;
using Triad.Core.Media;
using Triad.Core.Modality;

namespace Triad.Core.Embedding;

/// <summary>What a loaded model package offers.</summary>
/// <param name="Package">The package's id, as tenants name it.</param>
/// <param name="Space">The space of its vectors.</param>
/// <param name="Dimension">Numbers in a vector, where a representation does not say otherwise.</param>
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

    /// <summary>What it makes of a video's name. As text only where the full mask is not stored, whose name is the segment's mask.</summary>
    public TitleUse Titles { get; init; }

    /// <summary>
    /// True where a search asks all representations that its query can ask, and the scores of each are made comparable and summed
    /// (<see cref="Scores.ScoreSum"/>). A query's part then asks those that can take it, and need not be taken by all.
    /// </summary>
    public bool SumsScores { get; init; }

    /// <summary>How it orders again what was found; null where it does not.</summary>
    public RerankSettings? Rerank { get; init; }

    /// <summary>The tokens that one item may have.</summary>
    public int MaxTokensPerItem { get; init; } = 2048;

    /// <summary>
    /// All that it can store. Where a package does not say: the masks that it stores, and the full one with whatever mask a segment may have where it stores
    /// that. All of them then hold vectors of one kind, which any query can ask.
    /// </summary>
    public IReadOnlyList<RepresentationInfo> Representations
    {
        get => field ?? OfMasks();
        init;
    }

    /// <summary>The one that is asked where nobody names one: the full one, or the only one that can be asked.</summary>
    public RepresentationName Usual => Representations.Where(IsAsked).ToArray() is [var only] ? only.Name : RepresentationName.Full;

    /// <summary>True where queries can ask a representation; false for what is only kept beside the others.</summary>
    public bool IsAsked(RepresentationInfo representation) => representation.Name != Rerank?.Kept;

    /// <summary>The representation of a name; null where it is none of the package's.</summary>
    public RepresentationInfo? Find(RepresentationName name) => Representations.FirstOrDefault(representation => representation.Name == name);

    /// <summary>The representations that are stored of a segment with this mask, the full one first.</summary>
    public IReadOnlyList<RepresentationName> RepresentationsOf(Modalities mask)
    {
        var full = FullOf(mask);
        var others = StoreFull
            ? Stored.Where(stored => mask.Contains(stored)).Select(RepresentationName.Of)
            : Representations.Where(representation => mask.Contains(representation.Mask)).Select(representation => representation.Name);
        return full is { } first ? [first, .. others.Where(name => name != first)] : [.. others];
    }

    /// <summary>What the full representation of a segment with this mask is called; null where none is stored.</summary>
    public RepresentationName? FullOf(Modalities mask) =>
        StoreFull && (mask & Modalities) is var usable and not Modality.Modalities.None ? RepresentationName.Of(usable) : null;

    private IReadOnlyList<RepresentationInfo> OfMasks()
    {
        var masks = StoreFull ? ModalitiesExtensions.NonEmpty.Where(mask => Modalities.Contains(mask)) : Stored;
        var named = masks.Select(mask => new RepresentationInfo(RepresentationName.Of(mask), Dimension, mask, Modalities, Package));
        return StoreFull
            ? [new RepresentationInfo(RepresentationName.Full, Dimension, Modalities, Modalities, Package), .. named]
            : [.. named];
    }
}
