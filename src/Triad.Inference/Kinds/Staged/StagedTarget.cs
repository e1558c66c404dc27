using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Staged;

/// <summary>A vector that is made of an item.</summary>
/// <param name="Representation">The representation that it is stored as, or that it asks.</param>
/// <param name="Head">The head that makes it.</param>
/// <param name="Asked">What it asks; null where it is to be stored.</param>
internal sealed record StagedTarget(RepresentationName Representation, StagedHead Head, StagedHead? Asked)
{
    /// <summary>
    /// The parts that go through the head, as pairs of places; a head of one modality takes each part by itself. Sound and pictures that belong to one part
    /// are one pair; where no part has both, and with texts, each is paired with each.
    /// </summary>
    public IReadOnlyList<(int First, int Second)> MixesOf(IReadOnlyList<StagedPart> parts)
    {
        var single = Head.Mask.Count() == 1;
        int[] whole = [.. Enumerable.Range(0, parts.Count).Where(i => parts[i].Mask.Contains(Head.Mask))];
        if (single || (whole.Length > 0 && Head == StagedHead.AudioVideo))
            return [.. whole.Select(i => (i, i))];
        var (first, second) = Head == StagedHead.AudioVideo ? (Modalities.Audio, Modalities.Video) : (Head.Mask & ~Modalities.Text, Modalities.Text);
        return
        [
            .. from i in Enumerable.Range(0, parts.Count)
               where parts[i].Mask.Contains(first)
               from j in Enumerable.Range(0, parts.Count)
               where parts[j].Mask.Contains(second)
               select (i, j),
        ];
    }
}
