using Triad.Core.Embedding;
using Triad.Core.Modality;

namespace Triad.Inference.Kinds.Omni;

/// <summary>
/// An item that was read: its texts, its pictures, frames and sounds in the order in which they go in, and what was left out.
/// </summary>
/// <param name="Item">The item.</param>
/// <param name="Path">Where it stands in the request.</param>
/// <param name="Pieces">Pictures first, then frames, then sounds.</param>
/// <param name="Notices">What was left out or taken in pieces.</param>
internal sealed record OmniItem(EmbedItem Item, string Path, IReadOnlyList<OmniPiece> Pieces, IReadOnlyList<string> Notices)
{
    /// <summary>The modalities that the model can use of it.</summary>
    public Modalities Usable => Pieces.Aggregate(
        Item.Parts.Any(part => part.Text is not null) ? Modalities.Text : Modalities.None, (all, piece) => all | piece.Modality);

    /// <summary>The text that goes into a vector, with what stands before it; empty where there is none.</summary>
    /// <param name="mask">The modalities that the vector is of.</param>
    /// <param name="parts">The indexes of the parts that go in.</param>
    /// <param name="prompts">What stands before texts.</param>
    public string TextOf(Modalities mask, IReadOnlySet<int> parts, OmniPrompts prompts)
    {
        var texts = mask.Contains(Modalities.Text)
            ? Item.Parts.Where((part, i) => part.Text is not null && parts.Contains(i)).Select(part => part.Text!).ToArray()
            : [];
        if (texts.Length > 0)
            return prompts.BeforeText(Item.Role, Item.Title) + string.Join(' ', texts);

        // A name stands beside all that a segment has; a vector of some of its modalities is of them alone.
        return mask.Contains(Usable) ? prompts.BeforeMedia(Item.Role, Item.Title) : "";
    }
}
