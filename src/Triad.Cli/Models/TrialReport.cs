using Triad.Inference.Embedding;

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
    IReadOnlyDictionary<string, float[]> Vectors)
{
    /// <summary>The most probable classes, where the package has some and the item what they are of.</summary>
    public IReadOnlyList<LabelScore>? Labels { get; init; }

    /// <summary>What of the item was left out, cut or taken in pieces.</summary>
    public IReadOnlyList<string>? Notices { get; init; }
}
