namespace Triad.Cli.Models;

/// <summary>What came of one item.</summary>
/// <param name="Id">The item's id.</param>
/// <param name="Tokens">The ids of its text.</param>
/// <param name="Prepared">The sizes of what goes into the graphs, by input.</param>
/// <param name="Vectors">The vectors, by representation.</param>
internal sealed record TrialReport(
    string Id,
    IReadOnlyList<long> Tokens,
    IReadOnlyDictionary<string, IReadOnlyList<int>> Prepared,
    IReadOnlyDictionary<string, float[]> Vectors);
