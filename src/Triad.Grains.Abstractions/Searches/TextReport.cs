using System.Collections.Immutable;

namespace Triad.Grains.Abstractions.Searches;

/// <summary>What the model did not know of the query's texts.</summary>
/// <param name="UnknownWords">Words outside the vocabulary.</param>
/// <param name="CutWords">Words beyond the model's maximum.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.searches.text-report")]
public sealed record TextReport(
    [property: Id(0)] ImmutableArray<string> UnknownWords,
    [property: Id(1)] int CutWords)
{
    /// <summary>Nothing to report.</summary>
    public static TextReport Nothing { get; } = new([], 0);
}
