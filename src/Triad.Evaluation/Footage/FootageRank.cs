using Triad.Evaluation.Metrics;

namespace Triad.Evaluation.Footage;

/// <summary>At which rank a query found what it looks for, counted from 1; infinite where it did not. Items that score as much share their mean rank.</summary>
/// <param name="Right">Of the best item whose words the query has: of two things called the same either is right.</param>
/// <param name="Own">Of the item that the query was taken from.</param>
/// <param name="Answers">How many items are right.</param>
internal readonly record struct FootageRank(double Right, double Own, int Answers)
{
    /// <summary>Which items have which words.</summary>
    public static ILookup<string, int> ByText(IReadOnlyList<FootageItem> items) =>
        items.Index().SelectMany(item => item.Item.Texts.Distinct().Select(text => (Text: text, item.Index))).ToLookup(one => one.Text, one => one.Index);

    /// <summary>The rank of a query.</summary>
    /// <param name="query">The query. A file asks for what has the words of its item.</param>
    /// <param name="scores">The score of each item; negative infinity where it was not found.</param>
    /// <param name="items">The pool.</param>
    /// <param name="byText">Its words.</param>
    public static FootageRank Of(FootageQuery query, ReadOnlySpan<double> scores, IReadOnlyList<FootageItem> items, ILookup<string, int> byText)
    {
        IEnumerable<string> words = query.Text is { } text ? [text] : items[query.Item].Texts;
        int[] right = [.. words.SelectMany(word => byText[word]).Append(query.Item).Distinct()];
        return new FootageRank(Rank(scores, right), Rank(scores, [query.Item]), right.Length);
    }

    private static double Rank(ReadOnlySpan<double> scores, int[] right)
    {
        foreach (var index in right)
            if (!double.IsNegativeInfinity(scores[index]))
                return RetrievalRank.OfBest(scores, right);
        return double.PositiveInfinity;
    }
}
