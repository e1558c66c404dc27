using Triad.Client;

namespace Triad.Cli.Demo;

/// <summary>What came back for one query.</summary>
/// <param name="Id">The query.</param>
/// <param name="Kind">What it is made of.</param>
/// <param name="Expected">The video that should come first.</param>
/// <param name="Rank">Its rank, from 1; null where it was not found at all.</param>
/// <param name="Score">Its score; null where it was not found.</param>
/// <param name="Moment">When in it; null where it was not found.</param>
/// <param name="First">The video that came first.</param>
/// <param name="Text">The words of the query, for people.</param>
internal sealed record DemoAnswer(
    string Id,
    string Kind,
    string Expected,
    int? Rank,
    double? Score,
    MediaSpan? Moment,
    string? First,
    string? Text);
