using Triad.Inference.Scheduling;

namespace Triad.Inference.Kinds.Omni;

/// <summary>An item's ids and the soft tokens that take the places among them, on their way to one vector.</summary>
/// <param name="ids">All ids.</param>
/// <param name="soft">The soft tokens in the order of their places.</param>
internal sealed class OmniTextWork(long[] ids, IReadOnlyList<SoftTokens> soft) : StageWork(ids.Length)
{
    /// <summary>All ids.</summary>
    public IReadOnlyList<long> Ids => ids;

    /// <summary>How many soft tokens of a kind there are.</summary>
    public int CountOf(SoftTokenKind kind) => soft.Where(tokens => tokens.Kind == kind).Sum(tokens => tokens.Count);

    /// <summary>Writes the soft tokens of a kind end to end.</summary>
    /// <returns>How many numbers there were.</returns>
    public int Write(SoftTokenKind kind, Span<float> values)
    {
        var at = 0;
        foreach (var tokens in soft.Where(tokens => tokens.Kind == kind))
        {
            tokens.Values.Span.CopyTo(values[at..]);
            at += tokens.Values.Length;
        }

        return at;
    }

    /// <summary>Writes the ids and the mask, filled up at the end.</summary>
    public void Write(Span<long> places, Span<long> mask, int pad)
    {
        ids.CopyTo(places);
        places[ids.Length..].Fill(pad);
        mask[..ids.Length].Fill(1);
        mask[ids.Length..].Clear();
    }
}
