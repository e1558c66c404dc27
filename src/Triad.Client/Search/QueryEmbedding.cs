namespace Triad.Client;

/// <summary>The vector of a query.</summary>
/// <param name="Values">A unit vector.</param>
/// <param name="Space">Its space, <c>modelId@contentHash</c>.</param>
/// <param name="Modalities">Which modalities went into it.</param>
/// <param name="UnknownWords">Words that the model has not learnt.</param>
public sealed record QueryEmbedding(
    IReadOnlyList<float> Values,
    string Space,
    Modalities Modalities,
    IReadOnlyList<string> UnknownWords)
{
    internal static QueryEmbedding FromWire(V1.EmbedResponse wire) => new(
        [.. wire.Vector?.Values ?? []],
        wire.Vector?.Space ?? string.Empty,
        wire.Modalities.ToModalities(),
        [.. wire.TextNotice?.UnknownWords ?? []]);
}
