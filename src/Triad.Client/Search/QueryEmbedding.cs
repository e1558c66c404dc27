namespace Triad.Client;

/// <summary>The vector of a query, or the vectors where a model asks its representations with different ones.</summary>
/// <param name="Values">A unit vector: the first of <see cref="Vectors"/>.</param>
/// <param name="Space">Its space, <c>modelId@contentHash</c>.</param>
/// <param name="Modalities">Which modalities went into it.</param>
/// <param name="UnknownWords">Words that the model has not learnt.</param>
public sealed record QueryEmbedding(
    IReadOnlyList<float> Values,
    string Space,
    Modalities Modalities,
    IReadOnlyList<string> UnknownWords)
{
    /// <summary>The query as each representation that can be compared with it is asked; of a fusion model one vector for all.</summary>
    public IReadOnlyList<AskingVector> Vectors { get; init; } = [];

    internal static QueryEmbedding FromWire(V1.EmbedResponse wire) => new(
        [.. wire.Vector?.Values ?? []],
        wire.Vector?.Space ?? string.Empty,
        wire.Modalities.ToModalities(),
        [.. wire.TextNotice?.UnknownWords ?? []])
    {
        Vectors = [.. wire.Vectors.Select(AskingVector.FromWire)],
    };
}
