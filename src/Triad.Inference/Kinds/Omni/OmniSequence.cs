using Triad.Inference.Text;

namespace Triad.Inference.Kinds.Omni;

/// <summary>
/// Puts an item into one row of ids as the model's makers do: text, then pictures, clips and sounds, one space between them; each frame of
/// a clip has marks of its own and no space before the next one. Thread-safe.
/// </summary>
/// <param name="tokenizer">The text's tokenizer, which knows no marks: what a user writes is plain text.</param>
/// <param name="tokens">The marks and places.</param>
/// <param name="mostIds">Most ids of a row.</param>
internal sealed class OmniSequence(ITokenizer tokenizer, OmniTokens tokens, int mostIds)
{
    private readonly long[] _space = tokenizer.Tokenize(" ").Own.ToArray();

    /// <summary>The ids of an item. A text that does not fit beside the media is cut at its end.</summary>
    /// <param name="text">The text with its prompt; empty for media alone.</param>
    /// <param name="pieces">
    /// Pictures, frames and sounds, in their order; frames that follow each other in one clip have the same group.
    /// </param>
    /// <returns>The ids, and whether the end of the text was cut; null where the media alone are too long.</returns>
    public (long[] Ids, bool IsCut)? Build(string text, IReadOnlyList<OmniPiece> pieces)
    {
        // The space belongs to the text, since it may become one piece with what stands before it.
        var read = tokenizer.Tokenize(text.Length > 0 && pieces.Count > 0 ? $"{text} " : text.Length > 0 ? text : " ");
        var own = text.Length > 0 ? read.Own.ToArray() : [];
        if (pieces.Count == 0)
            return (read.Ids, read.CutWords > 0);
        var media = Media(pieces);
        var room = mostIds - media.Count - read.Before - read.After;
        if (room < 0)
            return null;
        var cut = Math.Max(0, own.Length - room);
        var (before, after) = (read.Ids[..read.Before], read.Ids[(read.Ids.Length - read.After)..]);
        return ([.. before, .. own.AsSpan(0, own.Length - cut), .. media, .. after], cut > 0 || read.CutWords > 0);
    }

    /// <summary>The id that soft tokens of a kind take the place of.</summary>
    public static int PlaceOf(SoftTokenKind kind, OmniTokens tokens) => kind switch
    {
        SoftTokenKind.Picture => tokens.Picture,
        SoftTokenKind.Frame => tokens.Frame,
        SoftTokenKind.Sound => tokens.Sound,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    private List<long> Media(IReadOnlyList<OmniPiece> pieces)
    {
        var ids = new List<long>();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (i > 0 && (pieces[i].Kind != SoftTokenKind.Frame || pieces[i].Group != pieces[i - 1].Group))
                ids.AddRange(_space);
            var isSound = pieces[i].Kind == SoftTokenKind.Sound;
            ids.Add(isSound ? tokens.SoundBegin : tokens.PictureBegin);
            ids.AddRange(Enumerable.Repeat((long)PlaceOf(pieces[i].Kind, tokens), pieces[i].Count));
            ids.Add(isSound ? tokens.SoundEnd : tokens.PictureEnd);
        }

        return ids;
    }
}
