namespace Triad.Core.LongInput;

/// <summary>Shares a number of tokens between modalities.</summary>
public static class TokenBudget
{
    /// <summary>
    /// How many tokens each modality keeps: all where they fit, else the same number for each, and what a short modality does not need goes to the others.
    /// </summary>
    /// <param name="counts">Tokens of each modality.</param>
    /// <param name="budget">Tokens that may be kept; at least one for each modality that has any.</param>
    public static int[] Share(IReadOnlyList<int> counts, int budget)
    {
        var shares = new int[counts.Count];
        var left = budget;
        var open = Enumerable.Range(0, counts.Count).Where(i => counts[i] > 0).OrderBy(i => counts[i]).ThenBy(i => i).ToList();
        for (var i = 0; i < open.Count; i++)
        {
            shares[open[i]] = Math.Min(counts[open[i]], left / (open.Count - i));
            left -= shares[open[i]];
        }

        return shares;
    }
}
