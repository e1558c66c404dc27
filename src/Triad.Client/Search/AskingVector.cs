namespace Triad.Client;

/// <summary>A query as one vector, and what it can be compared with.</summary>
/// <param name="Representations">Names of representations, for example <c>full</c>, <c>va</c>, <c>v</c>.</param>
/// <param name="Values">A unit vector.</param>
/// <param name="Space">Its space, <c>modelId@contentHash</c>.</param>
public sealed record AskingVector(IReadOnlyList<string> Representations, IReadOnlyList<float> Values, string Space)
{
    internal static AskingVector FromWire(V1.AskingVector wire) =>
        new([.. wire.Representations], [.. wire.Vector?.Values ?? []], wire.Vector?.Space ?? string.Empty);
}
