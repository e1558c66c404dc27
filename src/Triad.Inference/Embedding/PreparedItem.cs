namespace Triad.Inference.Embedding;

/// <summary>What goes into the graphs for one item.</summary>
/// <param name="Tokens">The ids of its text, in order, without padding.</param>
/// <param name="Sizes">The sizes of each prepared tensor, by the name of the graph's input, without the batch.</param>
public sealed record PreparedItem(IReadOnlyList<long> Tokens, IReadOnlyDictionary<string, IReadOnlyList<int>> Sizes);
